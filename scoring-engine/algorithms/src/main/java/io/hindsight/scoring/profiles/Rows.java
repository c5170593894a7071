package io.hindsight.scoring.profiles;

import io.hindsight.scoring.data.Sessions;
import java.util.Arrays;

/**
 * What is to be grouped, in an order that only the contents decide: longer rows first, then by
 * their items, then by their weights.
 */
final class Rows {
  final int[] owners;
  final int[] starts;
  final int[] columns;
  final float[] weights;

  private Rows(int[] owners, int[] starts, int[] columns, float[] weights) {
    this.owners = owners;
    this.starts = starts;
    this.columns = columns;
    this.weights = weights;
  }

  /**
   * @param least sessions with fewer items are left out
   */
  static Rows of(Sessions sessions, int least) {
    Rows all = inItsOrder(sessions);
    Integer[] order = new Integer[all.count()];
    int kept = 0;
    for (int row = 0; row < order.length; row++) {
      if (all.length(row) >= least) {
        order[kept++] = row;
      }
    }
    order = Arrays.copyOf(order, kept);
    Arrays.sort(order, all::compare);
    int[] owners = new int[kept];
    int[] starts = new int[kept + 1];
    for (int i = 0; i < kept; i++) {
      owners[i] = all.owners[order[i]];
      starts[i + 1] = starts[i] + all.length(order[i]);
    }
    int[] columns = new int[starts[kept]];
    float[] weights = new float[columns.length];
    for (int i = 0; i < kept; i++) {
      int from = all.starts[order[i]];
      System.arraycopy(all.columns, from, columns, starts[i], starts[i + 1] - starts[i]);
      System.arraycopy(all.weights, from, weights, starts[i], starts[i + 1] - starts[i]);
    }
    return new Rows(owners, starts, columns, weights);
  }

  private static Rows inItsOrder(Sessions sessions) {
    int count = sessions.count();
    int[] owners = new int[count];
    int[] starts = new int[count + 1];
    for (int row = 0; row < count; row++) {
      owners[row] = sessions.owner(row);
      starts[row + 1] = sessions.start(row + 1);
    }
    int[] columns = new int[starts[count]];
    float[] weights = new float[columns.length];
    for (int row = 0; row < count; row++) {
      long[] byItem = new long[starts[row + 1] - starts[row]];
      for (int i = 0; i < byItem.length; i++) {
        byItem[i] = (long) sessions.item(starts[row] + i) << 32 | starts[row] + i;
      }
      Arrays.sort(byItem);
      for (int i = 0; i < byItem.length; i++) {
        columns[starts[row] + i] = (int) (byItem[i] >> 32);
        weights[starts[row] + i] = sessions.weight((int) byItem[i]);
      }
    }
    return new Rows(owners, starts, columns, weights);
  }

  private int compare(int one, int two) {
    int byLength = Integer.compare(length(two), length(one));
    if (byLength != 0) {
      return byLength;
    }
    int to = starts[one + 1];
    int byItems = Arrays.compare(columns, starts[one], to, columns, starts[two], starts[two + 1]);
    return byItems != 0
        ? byItems
        : Arrays.compare(weights, starts[one], to, weights, starts[two], starts[two + 1]);
  }

  int count() {
    return owners.length;
  }

  int length(int row) {
    return starts[row + 1] - starts[row];
  }
}
