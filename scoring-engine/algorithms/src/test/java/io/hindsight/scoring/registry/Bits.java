package io.hindsight.scoring.registry;

import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Prints what every way of computing comes to, in a process of its own. */
final class Bits {
  private Bits() {}

  public static void main(String[] seed) {
    for (Variant variant : Variant.all()) {
      ModelArtifact trained = variant.train(variant.data(Long.parseLong(seed[0])), 1);
      System.out.println(variant + " " + of(trained));
    }
  }

  /** A hash of a model, and of scores, lists and reasons that it gives. */
  static String of(ModelArtifact artifact) {
    MessageDigest digest = ModelArtifact.digest();
    digest.update(artifact.bytes());
    ItemModel model = artifact.model();
    int items = model.items().size();
    for (int length : new int[] {1, 3, Math.min(40, items)}) {
      History history = history(items, length);
      float[] scores = Variant.scores(model, history);
      ByteBuffer bits = ByteBuffer.allocate(4 * (items + 10));
      for (float score : scores) {
        bits.putFloat(score);
      }
      int[] list = best(scores);
      for (int item : list) {
        bits.putInt(item);
      }
      digest.update(bits.array());
      for (List<Contribution> reasons : model.explain(history, list, 3)) {
        digest.update(reasons.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static History history(int items, int length) {
    int[] met = new int[length];
    float[] weights = new float[length];
    long[] times = new long[length];
    for (int i = 0; i < length; i++) {
      met[i] = (int) ((long) i * items / length);
      weights[i] = 0.25f * (1 + i * 7 % 11);
      times[i] = i * 60_000L;
    }
    return new History(met, weights, times);
  }

  /** The ten best, ties by item. */
  private static int[] best(float[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(i -> i))
        .limit(10)
        .mapToInt(i -> i)
        .toArray();
  }
}
