package io.hindsight.scoring.rp3;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.Workers;
import io.hindsight.scoring.sparse.SparseModel;
import io.hindsight.scoring.sparse.SparseRows;

/** Trains RP3beta: the same bytes on any number of threads. */
public final class Rp3Trainer {
  private final Rp3Config config;

  public Rp3Trainer(Rp3Config config) {
    this.config = config;
  }

  public SparseModel train(TrainingData data, int threads) {
    double[] toItem = steps(data.byUser());
    double[] toUser = steps(data.byItem());
    double[] held = new double[data.items().size()];
    for (int item = 0; item < held.length; item++) {
      held[item] = StrictMath.pow(data.byItem().length(item), config.beta());
    }
    SparseRows rows = new SparseRows(held.length);
    try (Workers workers = new Workers(threads)) {
      workers.run(
          held.length,
          () -> new Walk(data, toUser, toItem),
          (walk, item) -> {
            int reached = walk.from(item);
            for (int i = 0; i < reached; i++) {
              walk.chances[walk.touched[i]] /= held[walk.touched[i]];
            }
            rows.putLargest(item, walk.chances, walk.touched, reached, config.neighbours());
          });
    }
    return rows.model(data.items());
  }

  /** The chance of each step from a row to one of its entries. */
  private double[] steps(Rows rows) {
    double[] chances = new double[rows.start(rows.count())];
    for (int row = 0; row < rows.count(); row++) {
      double sum = 0;
      for (int at = rows.start(row); at < rows.start(row + 1); at++) {
        sum += rows.weight(at);
      }
      for (int at = rows.start(row); at < rows.start(row + 1); at++) {
        double chance = rows.weight(at) / sum;
        chances[at] = config.alpha() == 1 ? chance : StrictMath.pow(chance, config.alpha());
      }
    }
    return chances;
  }

  /** From an item to its people and on to their items. One for each thread. */
  private static final class Walk {
    private final Rows byUser;
    private final Rows byItem;
    private final double[] toUser;
    private final double[] toItem;
    private final boolean[] met;
    private final double[] chances;
    private final int[] touched;

    Walk(TrainingData data, double[] toUser, double[] toItem) {
      byUser = data.byUser();
      byItem = data.byItem();
      this.toUser = toUser;
      this.toItem = toItem;
      met = new boolean[data.items().size()];
      chances = new double[met.length];
      touched = new int[met.length];
    }

    /** How many items it reached. */
    int from(int item) {
      int size = 0;
      for (int at = byItem.start(item); at < byItem.start(item + 1); at++) {
        int user = byItem.column(at);
        for (int i = byUser.start(user); i < byUser.start(user + 1); i++) {
          int other = byUser.column(i);
          if (!met[other]) {
            met[other] = true;
            chances[other] = 0;
            touched[size++] = other;
          }
          chances[other] += toUser[at] * toItem[i];
        }
      }
      for (int i = 0; i < size; i++) {
        met[touched[i]] = false;
      }
      return size;
    }
  }
}
