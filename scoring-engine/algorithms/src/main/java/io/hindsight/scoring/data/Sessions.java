package io.hindsight.scoring.data;

import io.hindsight.scoring.data.TrainingData.Rows;
import java.util.Arrays;

/**
 * What people did in the order of time, cut where they paused. A pair counts once, when the person
 * last met the item; of equal times, the smaller item number comes first. Immutable.
 */
public final class Sessions {
  private final int[] starts;
  private final int[] owners;
  private final int[] places;
  private final TrainingData data;

  private Sessions(TrainingData data, int[] starts, int[] owners, int[] places) {
    this.data = data;
    this.starts = starts;
    this.owners = owners;
    this.places = places;
  }

  /**
   * @param gap milliseconds between two pairs that end a session; 0 for one session a person
   */
  public static Sessions of(TrainingData data, long gap) {
    Rows rows = data.byUser();
    int[] places = new int[data.pairs()];
    int[] starts = new int[data.pairs() + 1];
    int[] owners = new int[data.pairs()];
    int count = 0;
    long[] keys = new long[0];
    for (int user = 0; user < rows.count(); user++) {
      keys = inOrder(data, user, keys, places);
      for (int at = rows.start(user); at < rows.start(user + 1); at++) {
        boolean first = at == rows.start(user);
        if (first || (gap > 0 && data.time(places[at]) - data.time(places[at - 1]) > gap)) {
          starts[count] = at;
          owners[count++] = user;
        }
      }
    }
    starts[count] = data.pairs();
    return new Sessions(
        data, Arrays.copyOf(starts, count + 1), Arrays.copyOf(owners, count), places);
  }

  /** Sorts a user's places by time; equal times stay in the order of items. */
  private static long[] inOrder(TrainingData data, int user, long[] room, int[] places) {
    Rows rows = data.byUser();
    int from = rows.start(user);
    int length = rows.length(user);
    long[] times = room.length < length ? new long[length * 2] : room;
    for (int i = 0; i < length; i++) {
      times[i] = data.time(from + i);
    }
    Arrays.sort(times, 0, length);
    // A time's place among the sorted ones, and one more for each of its equals that came before.
    int[] met = new int[length];
    for (int i = 0; i < length; i++) {
      int first = firstOf(times, length, data.time(from + i));
      places[from + first + met[first]++] = from + i;
    }
    return times;
  }

  private static int firstOf(long[] sorted, int length, long time) {
    int low = 0;
    int high = length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public int count() {
    return owners.length;
  }

  /** Whose session it is: a row of the data. */
  public int owner(int session) {
    return owners[session];
  }

  /** Where a session begins; {@code start(session + 1)} is where it ends. */
  public int start(int session) {
    return starts[session];
  }

  public int item(int at) {
    return data.byUser().column(places[at]);
  }

  public float weight(int at) {
    return data.byUser().weight(places[at]);
  }
}
