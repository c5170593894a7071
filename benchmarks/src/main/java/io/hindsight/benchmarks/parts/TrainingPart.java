package io.hindsight.benchmarks.parts;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.knn.ItemKnnConfig;
import io.hindsight.scoring.knn.ItemKnnModel;
import io.hindsight.scoring.knn.ItemKnnTrainer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Training item neighbours, the data in memory already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills them
public class TrainingPart {
  @Param({"100000", "1000000"})
  public int ratings;

  @Param({"1", "2"})
  public int threads;

  private TrainingData data;

  @Setup
  public void prepare() {
    data = Samples.ratings(ratings);
  }

  @Benchmark
  public ItemKnnModel train() {
    return new ItemKnnTrainer(ItemKnnConfig.DEFAULT).train(data, threads);
  }
}
