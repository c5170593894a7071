package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.data.TrainingData;
import java.util.Arrays;

/**
 * How many training users have each item. Head and tail are the most and the least popular items
 * with a fifth of all pairs each (Abdollahpouri et al., UMAP 2021). Immutable.
 */
public final class Popularity {
  static final int HEAD = 0;
  static final int MIDDLE = 1;
  static final int TAIL = 2;
  private static final double END = 0.2;

  private final byte[] thirds;
  private final double[] surprise;
  private final int tailItems;

  public Popularity(TrainingData data) {
    int items = data.items().size();
    thirds = new byte[items];
    surprise = new double[items];
    long[] order = new long[items];
    for (int item = 0; item < items; item++) {
      int users = data.byItem().length(item);
      surprise[item] = -StrictMath.log((double) users / data.users()) / StrictMath.log(2);
      order[item] = ((long) -users << 32) | item;
    }
    Arrays.sort(order);
    long before = 0;
    int tail = 0;
    for (long entry : order) {
      int item = (int) entry;
      if (before < END * data.pairs()) {
        thirds[item] = HEAD;
      } else {
        thirds[item] = before < (1 - END) * data.pairs() ? (byte) MIDDLE : TAIL;
      }
      tail += thirds[item] == TAIL ? 1 : 0;
      before += data.byItem().length(item);
    }
    tailItems = tail;
  }

  int items() {
    return thirds.length;
  }

  int third(int item) {
    return thirds[item];
  }

  /** Also true for an item that is not in the training part. */
  boolean isTail(int item) {
    return item < 0 || thirds[item] == TAIL;
  }

  public int tailItems() {
    return tailItems;
  }

  /** In bits. */
  double surprise(int item) {
    return surprise[item];
  }
}
