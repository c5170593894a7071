package io.hindsight.scoring.model;

import java.util.Arrays;

/**
 * What a person did, in a model's numbers: each item once, with the weight of everything the person
 * did with it. Not copied: whoever hands it over leaves it alone.
 *
 * @param items a model's item numbers, each once
 * @param weights one for each item, above 0 and at most {@link #MOST_WEIGHT}
 * @param times when the person last met each item, in milliseconds; none where they are not known,
 *     and then the items are listed in the order in which they came
 */
@SuppressWarnings("ArrayRecordComponent") // a hot path's parameter, never compared
public record History(int[] items, float[] weights, long[] times) {
  private static final long[] NO_TIMES = new long[0];

  /** Of a pair: sums of many of these are still in the range of a float. */
  public static final float MOST_WEIGHT = 1e30f;

  public static final History EMPTY = new History(new int[0], new float[0]);

  public History {
    if (items.length != weights.length) {
      throw new IllegalArgumentException(items.length + " items, " + weights.length + " weights");
    }
    if (times.length != 0 && times.length != items.length) {
      throw new IllegalArgumentException(items.length + " items, " + times.length + " times");
    }
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] > 0 && weights[i] <= MOST_WEIGHT)) {
        throw new IllegalArgumentException(
            "weight " + i + " must be above 0 and at most 1e30, was " + weights[i]);
      }
    }
    requireEachOnce(items);
  }

  private static void requireEachOnce(int[] items) {
    int[] sorted = items.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException(
            "item " + sorted[i] + " is there twice: add its weights up");
      }
    }
  }

  /**
   * For models, before they look anything up.
   *
   * @throws IllegalArgumentException naming the first entry that is no item of a model with these
   */
  public void requireAmong(ItemIndex known) {
    for (int i = 0; i < items.length; i++) {
      if (items[i] < 0 || items[i] >= known.size()) {
        throw new IllegalArgumentException(
            "entry %d of the history is item %d, the model has %d: number items by its items(),"
                    .formatted(i, items[i], known.size())
                + " and leave out those that it does not know");
      }
    }
  }

  /**
   * What a history was folded into.
   *
   * @throws IllegalArgumentException if the numbers ran away
   */
  public static float[] requireFinite(float[] person) {
    for (int k = 0; k < person.length; k++) {
      if (!(Math.abs(person[k]) <= MOST_WEIGHT)) {
        throw tooFar("factor %d of the person is %s".formatted(k, person[k]));
      }
    }
    return person;
  }

  /** What to throw where a fold-in fails. */
  public static IllegalArgumentException tooFar(String what) {
    return new IllegalArgumentException(
        what + ": the history's weights are too far from those that the model was trained with");
  }

  /** In the order in which the items came. */
  public History(int[] items, float[] weights) {
    this(items, weights, NO_TIMES);
  }

  public int size() {
    return items.length;
  }

  /**
   * Where the newest entries are, the newest first; of equal times, the one that is listed later.
   *
   * @param limit how many at most
   */
  public int[] newest(int limit) {
    int[] newest = new int[Math.min(limit, items.length)];
    int found = 0;
    for (int h = items.length - 1; h >= 0; h--) {
      if (found == newest.length && (found == 0 || time(h) <= time(newest[found - 1]))) {
        continue;
      }
      int place = found < newest.length ? found++ : found - 1;
      while (place > 0 && time(newest[place - 1]) < time(h)) {
        newest[place] = newest[place - 1];
        place--;
      }
      newest[place] = h;
    }
    return newest;
  }

  /**
   * The newest entries up to the first pause, the newest first.
   *
   * @param gap milliseconds between two entries that end it; 0 for no end
   */
  public int[] lastSession(int limit, long gap) {
    int[] newest = newest(limit);
    int length = Math.min(1, newest.length);
    while (length < newest.length
        && (gap == 0 || time(newest[length - 1]) - time(newest[length]) <= gap)) {
      length++;
    }
    return Arrays.copyOf(newest, length);
  }

  private long time(int entry) {
    return times.length == 0 ? 0 : times[entry];
  }
}
