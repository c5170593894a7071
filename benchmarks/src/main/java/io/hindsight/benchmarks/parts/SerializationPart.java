package io.hindsight.benchmarks.parts;

import io.hindsight.command.log.HindsightSerializer;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.serialization.SerializedObject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An interaction without envelopes, by the log's serializer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SerializationPart {
  private final HindsightSerializer serializer =
      new HindsightSerializer(MessageRegistry.ofEventsAnd(List.of()));
  private final InteractionRecorded event =
      Samples.interaction(1, new SubjectId("0123456789abcdef0123456789abcdef"), null, null);
  private final SerializedObject<byte[]> bytes = serializer.serialize(event, byte[].class);

  @Benchmark
  public SerializedObject<byte[]> write() {
    return serializer.serialize(event, byte[].class);
  }

  @Benchmark
  public InteractionRecorded read() {
    return serializer.deserialize(bytes);
  }
}
