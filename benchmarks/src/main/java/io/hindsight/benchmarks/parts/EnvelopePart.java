package io.hindsight.benchmarks.parts;

import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.log.EventMapper;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.subjects.Personal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a replay would pay if it opened the envelopes of each event: an event with two of them (a
 * query and a session) parsed, and parsed and opened. Keys come from the cache, or, with more
 * people than it holds, mostly from the file.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills them
public class EnvelopePart {
  private static final int FEW = 1_000;
  private static final int MANY = 300_000;

  private final JsonMapper mapper = EventMapper.create();
  private KeyStore keys;
  private Path folder;
  private byte[][] few;
  private byte[][] many;
  private int next;

  @Setup
  public void prepare() throws IOException {
    folder = Files.createTempDirectory("envelopes-");
    byte[] secret = new byte[32];
    keys =
        new KeyStore(
            folder.resolve("keys.db"),
            MasterKey.fromBase64(Base64.getEncoder().encodeToString(secret)),
            new SecureRandom());
    List<byte[]> events = new ArrayList<>();
    for (int from = 0; from < MANY; from += 10_000) {
      List<UserId> users =
          IntStream.range(from, from + 10_000).mapToObj(i -> new UserId("user-" + i)).toList();
      Map<UserId, SubjectId> subjects = keys.resolve(users);
      for (UserId user : users) {
        SubjectId subject = Objects.requireNonNull(subjects.get(user));
        events.add(
            mapper.writeValueAsBytes(
                Samples.interaction(
                    events.size(),
                    subject,
                    keys.seal(subject, "waterproof hiking boots"),
                    keys.seal(subject, "session-7f3a91c2"))));
      }
    }
    many = events.toArray(byte[][]::new);
    few = events.subList(MANY - FEW, MANY).toArray(byte[][]::new);
  }

  @TearDown
  public void close() {
    keys.close();
    io.hindsight.app.launch.DataDirectories.delete(folder);
  }

  @Benchmark
  public InteractionRecorded parse() {
    return event(few);
  }

  @Benchmark
  public void parseAndOpenWithCachedKeys(Blackhole hole) {
    open(event(few), hole);
  }

  @Benchmark
  public void parseAndOpenWithStoredKeys(Blackhole hole) {
    open(event(many), hole);
  }

  private InteractionRecorded event(byte[][] events) {
    next = next + 1 < events.length ? next + 1 : 0;
    return mapper.readValue(events[next], InteractionRecorded.class);
  }

  private void open(InteractionRecorded event, Blackhole hole) {
    for (Personal personal : new Personal[] {event.query(), event.sessionId()}) {
      hole.consume(keys.open(Objects.requireNonNull(personal)));
    }
  }
}
