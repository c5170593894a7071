package io.hindsight.scoring.model;

/**
 * The entries of a history that a model heeds, in its order and with its weights.
 *
 * @param entries where each stands in the whole history
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Selected(History history, int[] entries) {

  /** With other weights. */
  public static Selected of(History whole, int[] entries, float[] weights) {
    int[] items = new int[entries.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = whole.items()[entries[i]];
    }
    return new Selected(new History(items, weights), entries);
  }

  /** What was made of these, as parts of the whole history: the other entries added nothing. */
  public Breakdown ofWhole(History whole, Breakdown parts) {
    float[][] amounts = new float[parts.history().length][whole.size()];
    for (int i = 0; i < amounts.length; i++) {
      for (int e = 0; e < entries.length; e++) {
        amounts[i][entries[e]] = parts.history()[i][e];
      }
    }
    return new Breakdown(parts.everybody(), amounts);
  }
}
