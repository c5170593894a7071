package io.hindsight.scoring.markov;

import io.hindsight.scoring.data.Sessions;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.linear.Workers;
import io.hindsight.scoring.sparse.SparseRows;
import java.util.Arrays;

/** Trains {@link MarkovModel}s: the same bytes on any number of threads. */
public final class MarkovTrainer {
  private final MarkovConfig config;

  public MarkovTrainer(MarkovConfig config) {
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException if the data do not tell what came after what
   */
  public MarkovModel train(TrainingData data, int threads) {
    if (!data.timed()) {
      throw new IllegalArgumentException(
          "the interactions have no times, so nothing tells what came next; give a timestamp, or"
              + " take an algorithm that does not ask for the order");
    }
    Occurrences occurrences = new Occurrences(data, Sessions.of(data, config.gapMillis()));
    int items = data.items().size();
    SparseRows rows = new SparseRows(items);
    try (Workers workers = new Workers(threads)) {
      workers.run(
          items,
          () -> new Row(items),
          (row, item) -> {
            occurrences.addSuccessors(item, config.window(), row);
            row.normalize(config.shrinkage());
            rows.putLargest(item, row.sums, row.touched, row.size, config.neighbours());
            row.clear();
          });
    }
    return new MarkovModel(
        rows.model(data.items()), config.last(), config.gapMillis(), (float) config.memory());
  }

  /** Where each item stands in sessions. */
  private static final class Occurrences {
    private final Sessions sessions;
    private final int[] starts;
    private final int[] places;
    private final int[] ends;

    Occurrences(TrainingData data, Sessions sessions) {
      this.sessions = sessions;
      starts = new int[data.items().size() + 1];
      for (int item = 0; item + 1 < starts.length; item++) {
        starts[item + 1] = starts[item] + data.byItem().length(item);
      }
      int[] next = starts.clone();
      places = new int[data.pairs()];
      ends = new int[data.pairs()];
      for (int session = 0; session < sessions.count(); session++) {
        int end = sessions.start(session + 1);
        for (int place = sessions.start(session); place < end; place++) {
          int at = next[sessions.item(place)]++;
          places[at] = place;
          ends[at] = end;
        }
      }
    }

    void addSuccessors(int item, int window, Row row) {
      for (int at = starts[item]; at < starts[item + 1]; at++) {
        int end = Math.min(ends[at], places[at] + window + 1);
        for (int place = places[at] + 1; place < end; place++) {
          row.add(sessions.item(place), (double) sessions.weight(place) / (place - places[at]));
        }
      }
    }
  }

  /** A sparse sum over items. One for each thread. */
  private static final class Row {
    private final double[] sums;
    private final boolean[] met;
    private final int[] touched;
    private int size;

    Row(int items) {
      sums = new double[items];
      met = new boolean[items];
      touched = new int[items];
    }

    void add(int item, double amount) {
      if (!met[item]) {
        met[item] = true;
        touched[size++] = item;
      }
      sums[item] += amount;
    }

    void normalize(double shrinkage) {
      double total = shrinkage;
      for (int i = 0; i < size; i++) {
        total += sums[touched[i]];
      }
      for (int i = 0; i < size; i++) {
        sums[touched[i]] /= total;
      }
    }

    void clear() {
      for (int i = 0; i < size; i++) {
        sums[touched[i]] = 0;
        met[touched[i]] = false;
      }
      size = 0;
    }

    @Override
    public String toString() {
      return Arrays.toString(Arrays.copyOf(touched, size));
    }
  }
}
