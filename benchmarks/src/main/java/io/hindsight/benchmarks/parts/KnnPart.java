package io.hindsight.benchmarks.parts;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.knn.ItemKnnConfig;
import io.hindsight.scoring.knn.ItemKnnModel;
import io.hindsight.scoring.knn.ItemKnnTrainer;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Scoring all items for a history, by the neighbours of its items. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills them
public class KnnPart {
  @Param({"20", "200", "1000"})
  public int history;

  private ItemKnnModel model;
  private History items;
  private Scores scores;

  @Setup
  public void prepare() {
    TrainingData data = Samples.ratings(200_000);
    model = new ItemKnnTrainer(ItemKnnConfig.DEFAULT).train(data, 2);
    int size = data.items().size();
    items =
        new History(
            new SplittableRandom(5).ints(0, size).distinct().limit(history).toArray(),
            weights(history));
    scores = new Scores(size);
  }

  private static float[] weights(int count) {
    float[] weights = new float[count];
    Arrays.fill(weights, 1);
    return weights;
  }

  @Benchmark
  public int score() {
    scores.clear();
    model.score(items, scores);
    return scores.size();
  }
}
