package io.hindsight.query.lists;

import io.hindsight.runtime.serving.ActiveModel;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model makes of what a person did: its best items in the catalog's numbers, best first,
 * whether or not they may stand in a list. Depends on nothing else, so it holds until the person
 * does something, or the model changes.
 */
final class Ranking {
  private static final int CONTRIBUTIONS = 2;

  static final Ranking NONE = new Ranking(null, History.EMPTY, new int[0], new float[0], true);

  private final @Nullable ActiveModel model;
  private final History history;
  private final int[] items;
  private final float[] scores;
  private final boolean isWhole;
  private volatile Explained explained = new Explained(new int[0], List.of());

  /**
   * @param isWhole whether these are all items that the model has an opinion of
   */
  Ranking(
      @Nullable ActiveModel model, History history, int[] items, float[] scores, boolean isWhole) {
    this.model = model;
    this.history = history;
    this.items = items;
    this.scores = scores;
    this.isWhole = isWhole;
  }

  boolean isOf(ActiveModel other) {
    return model == other;
  }

  /** Empty where the model knows nothing of what the person did. */
  History history() {
    return history;
  }

  int size() {
    return items.length;
  }

  int item(int rank) {
    return items[rank];
  }

  float score(int rank) {
    return scores[rank];
  }

  boolean isWhole() {
    return isWhole;
  }

  /** The little that made most of each item's score. The same items are often asked about again. */
  List<List<Contribution>> explain(int[] catalogItems) {
    if (model == null) {
      return List.of();
    }
    Explained last = explained;
    if (Arrays.equals(last.items, catalogItems)) {
      return last.parts;
    }
    int[] known = new int[catalogItems.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = model.toModel(catalogItems[i]);
    }
    Explained made =
        new Explained(catalogItems, model.model().explain(history, known, CONTRIBUTIONS));
    explained = made;
    return made.parts;
  }

  /** Whether the model gives something to the item whoever asks. */
  boolean givesToEverybody(int catalogItem) {
    if (model == null) {
      return false;
    }
    int[] known = {model.toModel(catalogItem)};
    return model.model().breakDown(history, known).everybody()[0] > 0;
  }

  /** About what it takes, in bytes. */
  int weight() {
    return 256 + 8 * (items.length + history.size());
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by its array alone
  private record Explained(int[] items, List<List<Contribution>> parts) {}
}
