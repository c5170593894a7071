package io.hindsight.scoring.gfcf;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;

/** R̃: users by items, each entry over the roots of its row's and its column's sum. */
final class NormalizedMatrix {
  private final Rows byUser;
  private final Rows byItem;
  private final double[] userRoots;
  private final double[] itemRoots;

  NormalizedMatrix(TrainingData data) {
    byUser = data.byUser();
    byItem = data.byItem();
    userRoots = roots(byUser);
    itemRoots = roots(byItem);
  }

  private static double[] roots(Rows rows) {
    double[] roots = new double[rows.count()];
    for (int row = 0; row < roots.length; row++) {
      double sum = 0;
      for (int at = rows.start(row); at < rows.start(row + 1); at++) {
        sum += rows.weight(at);
      }
      roots[row] = Math.sqrt(sum);
    }
    return roots;
  }

  int users() {
    return userRoots.length;
  }

  int items() {
    return itemRoots.length;
  }

  /** √d of an item; 0 where nobody has it. */
  double root(int item) {
    return itemRoots[item];
  }

  /** R̃·v. */
  double[] times(double[] vector) {
    return product(byUser, userRoots, itemRoots, vector);
  }

  /** R̃ᵀ·v. */
  double[] transposedTimes(double[] vector) {
    return product(byItem, itemRoots, userRoots, vector);
  }

  private static double[] product(Rows rows, double[] own, double[] other, double[] vector) {
    double[] product = new double[own.length];
    for (int row = 0; row < own.length; row++) {
      double sum = 0;
      for (int at = rows.start(row); at < rows.start(row + 1); at++) {
        int column = rows.column(at);
        sum += rows.weight(at) / other[column] * vector[column];
      }
      product[row] = own[row] > 0 ? sum / own[row] : 0;
    }
    return product;
  }

  /**
   * Adds a row of R̃ᵀ·R̃.
   *
   * @param touched receives the items met
   * @param met all false, and so afterwards
   * @return how many items were met
   */
  int gramRow(int item, double[] sums, int[] touched, boolean[] met) {
    int size = 0;
    for (int at = byItem.start(item); at < byItem.start(item + 1); at++) {
      int user = byItem.column(at);
      double own = byItem.weight(at) / itemRoots[item] / (userRoots[user] * userRoots[user]);
      for (int i = byUser.start(user); i < byUser.start(user + 1); i++) {
        int other = byUser.column(i);
        if (!met[other]) {
          met[other] = true;
          sums[other] = 0;
          touched[size++] = other;
        }
        sums[other] += own * (byUser.weight(i) / itemRoots[other]);
      }
    }
    for (int i = 0; i < size; i++) {
      met[touched[i]] = false;
    }
    return size;
  }
}
