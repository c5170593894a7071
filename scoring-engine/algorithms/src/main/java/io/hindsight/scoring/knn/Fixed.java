package io.hindsight.scoring.knn;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;

/** Weights as whole numbers, so that sums of their products are exact in a long. */
final class Fixed {
  private static final int SUM_BITS = 62;
  private static final int WEIGHT_BITS = 24;

  private final long[] byUser;
  private final long[] byItem;
  private final boolean[] left;
  private final long[] squares;
  private final int[] people;

  private Fixed(TrainingData data, int longestRow, float scale) {
    Rows users = data.byUser();
    byUser = rounded(users, data.pairs(), scale);
    byItem = rounded(data.byItem(), data.pairs(), scale);
    left = new boolean[users.count()];
    squares = new long[data.items().size()];
    people = new int[squares.length];
    for (int user = 0; user < users.count(); user++) {
      left[user] = users.length(user) > longestRow;
      for (int i = users.start(user); i < users.start(user + 1) && !left[user]; i++) {
        squares[users.column(i)] += byUser[i] * byUser[i];
        people[users.column(i)]++;
      }
    }
  }

  /** As fine as the number of users allows: that many squares of the largest weight must fit. */
  static Fixed of(TrainingData data, int longestRow) {
    float largest = 0;
    for (int i = 0; i < data.pairs(); i++) {
      largest = Math.max(largest, data.byUser().weight(i));
    }
    int userBits = 32 - Integer.numberOfLeadingZeros(data.users());
    int bits = Math.min(WEIGHT_BITS, (SUM_BITS - userBits) / 2);
    int exponent = largest == 0 ? 0 : bits - 1 - Math.getExponent(largest);
    return new Fixed(data, longestRow, Math.scalb(1f, Math.min(exponent, 100)));
  }

  private static long[] rounded(Rows rows, int pairs, float scale) {
    long[] whole = new long[pairs];
    for (int i = 0; i < pairs; i++) {
      whole[i] = Math.round((double) rows.weight(i) * scale);
    }
    return whole;
  }

  long byUser(int at) {
    return byUser[at];
  }

  long byItem(int at) {
    return byItem[at];
  }

  boolean leftOut(int user) {
    return left[user];
  }

  /** How many have the item, but those left out. */
  int people(int item) {
    return people[item];
  }

  double norm(int item) {
    return Math.sqrt((double) squares[item]);
  }
}
