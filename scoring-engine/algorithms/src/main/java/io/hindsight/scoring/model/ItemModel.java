package io.hindsight.scoring.model;

import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained model of which items go with which. Holds no person: a person is folded in from their
 * history at every question, so that a new interaction counts at once and an erased person leaves
 * no trace. Implementations are immutable and safe for use by many threads.
 */
public interface ItemModel {

  /** The model's numbering, in which all its other methods speak. */
  ItemIndex items();

  /**
   * Adds a score for every item that the model has an opinion of, the history's own included: for
   * some models that is every item there is. The higher, the better; a score of 0 or below advises
   * against the item, and lists pass over it. Equal histories, in the same order, give equal bits.
   */
  void score(History history, Scores into);

  /** What the scores of these items are made of. */
  Breakdown breakDown(History history, int[] items);

  /**
   * Which entries of the history spoke for these distinct items, a list for each of them: the
   * largest first, ties by item, the first few of them. An item is never its own reason.
   */
  default List<List<Contribution>> explain(History history, int[] items, int limit) {
    float[][] amounts = breakDown(history, items).history();
    List<List<Contribution>> explained = new ArrayList<>(items.length);
    for (int i = 0; i < items.length; i++) {
      explained.add(Contribution.largest(history, items[i], amounts[i], limit));
    }
    return explained;
  }

  /** Adds how similar other items are to this one, 0 to 1. */
  void similar(int item, Scores into);

  /** How similar one item is to another, 0 to 1; 0 where the model has no opinion. */
  float similarity(int item, int other);

  /** Writes what the algorithm's reader reads. */
  void write(DataOutput out) throws IOException;
}
