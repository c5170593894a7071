package io.hindsight.benchmarks.training;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.registry.Algorithm;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * What each model takes for an item, with default settings: bytes of its artifact, and of the heap
 * that is in use after a collection with the model and without. Items' ids are in the one, not in
 * the other, where the training data have them. To be run with {@code -XX:+UseSerialGC}: G1 counts
 * the whole regions that a large array begins.
 */
public final class MemoryBenchmark {
  private static final int THREADS = 2;

  private MemoryBenchmark() {}

  public static void run(Settings settings) throws IOException {
    Figures figures = new Figures("memory");
    AlgorithmRegistry registry = AlgorithmRegistry.standard();
    for (int people : new int[] {604, 6_040}) {
      TrainingData data = Shaped.of(people, people * 3_706 / 6_040);
      int items = data.items().size();
      figures.about(items + " items", "%d people, %d pairs".formatted(people, data.pairs()));
      for (String name : registry.names()) {
        long[] withModel = withModel(registry.get(name), data);
        // The model is out of reach again.
        double kept = withModel[1] - used();
        String of = "%s, %d items: ".formatted(name, items);
        figures.add(of + "stored bytes an item", (double) withModel[0] / items);
        figures.add(of + "heap bytes an item", kept / items);
      }
    }
    figures.print(settings.results());
  }

  /** Bytes stored, and in use while there is a model. */
  private static long[] withModel(Algorithm algorithm, TrainingData data) throws IOException {
    Map<String, String> complete = algorithm.settings(Map.of());
    ItemModel model = algorithm.train(data, complete, 1, THREADS);
    long used = used();
    Counted counted = new Counted();
    try (var out = new DataOutputStream(counted)) {
      new ModelArtifact(algorithm.name(), complete, model).write(out);
    }
    return new long[] {counted.bytes, used};
  }

  /** The Serial collector leaves some of what is dead where it is, but for each fourth time. */
  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Only counts. */
  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes += length;
    }
  }
}
