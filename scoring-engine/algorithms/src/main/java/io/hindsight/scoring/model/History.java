package io.hindsight.scoring.model;

/**
 * What a person did, in a model's numbers: each item once, with the weight of everything the person
 * did with it. Not copied: whoever hands it over leaves it alone.
 *
 * @param items a model's item numbers
 * @param weights one for each item, finite and positive
 */
@SuppressWarnings("ArrayRecordComponent") // a hot path's parameter, never compared
public record History(int[] items, float[] weights) {
  public static final History EMPTY = new History(new int[0], new float[0]);

  public History {
    if (items.length != weights.length) {
      throw new IllegalArgumentException(items.length + " items, " + weights.length + " weights");
    }
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] > 0 && weights[i] <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "weight " + i + " must be finite and positive, was " + weights[i]);
      }
    }
  }

  public int size() {
    return items.length;
  }
}
