package io.hindsight.scoring.knn;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import java.util.Arrays;

/** Finds the neighbours of one item after the other. One for each thread. */
final class NeighbourSearch {
  private final Rows byUser;
  private final Rows byItem;
  private final Fixed weights;
  private final double shrinkage;
  private final Similarity similarity;
  private final int neighbours;

  private final long[] products;
  private final int[] shared;
  private final int[] touched;
  private int size;

  NeighbourSearch(TrainingData data, Fixed weights, ItemKnnConfig config) {
    int items = data.items().size();
    byUser = data.byUser();
    byItem = data.byItem();
    this.weights = weights;
    shrinkage = config.shrinkage();
    similarity = config.similarity();
    neighbours = config.neighbours();
    products = new long[items];
    shared = new int[items];
    touched = new int[items];
  }

  void fill(int from, int to, Neighbourhoods into) {
    for (int item = from; item < to; item++) {
      collect(item);
      select(item, into);
      for (int i = 0; i < size; i++) {
        products[touched[i]] = 0;
        shared[touched[i]] = 0;
      }
      size = 0;
    }
  }

  private void collect(int item) {
    for (int at = byItem.start(item); at < byItem.start(item + 1); at++) {
      int user = byItem.column(at);
      if (weights.leftOut(user)) {
        continue;
      }
      long own = weights.byItem(at);
      for (int i = byUser.start(user); i < byUser.start(user + 1); i++) {
        int other = byUser.column(i);
        if (shared[other]++ == 0) {
          touched[size++] = other;
        }
        products[other] += own * weights.byUser(i);
      }
    }
  }

  // One long an item, similarity above and the item below, sorts by similarity, then by item.
  private void select(int item, Neighbourhoods into) {
    long[] ranked = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      int other = touched[i];
      float alike = other == item ? 0 : similarity(item, other);
      if (alike > 0) {
        ranked[count++] = ((long) ~Float.floatToIntBits(alike) << 32) | other;
      }
    }
    Arrays.sort(ranked, 0, count);
    into.put(item, ranked, Math.min(count, neighbours));
  }

  private float similarity(int item, int other) {
    int people = shared[other];
    double plain =
        switch (similarity) {
          case COSINE -> products[other] / (weights.norm(item) * weights.norm(other));
          case JACCARD -> (double) people / (weights.people(item) + weights.people(other) - people);
        };
    return (float) Math.min(1, plain * (people / (people + shrinkage)));
  }
}
