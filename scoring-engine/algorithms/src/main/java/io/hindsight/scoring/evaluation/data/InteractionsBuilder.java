package io.hindsight.scoring.evaluation.data;

import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects interactions in the order of a file. Not for several threads. */
public final class InteractionsBuilder {
  private final Selection selection;
  private final Map<String, Integer> userNumbers = new HashMap<>();
  private final Map<String, Integer> itemNumbers = new HashMap<>();
  private int[] users = new int[1 << 12];
  private int[] items = new int[1 << 12];
  private float[] values = new float[1 << 12];
  private long[] times = new long[1 << 12];
  private int rows;
  private int trainingRows = Integer.MAX_VALUE;
  private long leftOut;

  public InteractionsBuilder(Selection selection) {
    this.selection = selection;
  }

  /**
   * @param value of the interaction; where values weigh, it must be above 0 and at most {@link
   *     History#MOST_WEIGHT}
   * @param time {@link Interactions#NO_TIME} for none
   * @throws IllegalArgumentException if the value can be no weight
   */
  public void add(String user, String item, float value, long time) {
    if (!Double.isNaN(selection.positiveFrom()) && !(value >= selection.positiveFrom())) {
      leftOut++;
      return;
    }
    float weight = selection.weighting() == Weighting.ONE ? 1 : value;
    if (!(weight > 0 && weight <= History.MOST_WEIGHT)) {
      throw new IllegalArgumentException(
          "a weight must be above 0 and at most 1e30, was " + weight);
    }
    if (rows == users.length) {
      int room = Math.addExact(rows, rows / 2);
      users = Arrays.copyOf(users, room);
      items = Arrays.copyOf(items, room);
      values = Arrays.copyOf(values, room);
      times = Arrays.copyOf(times, room);
    }
    users[rows] = numberOf(userNumbers, user);
    items[rows] = numberOf(itemNumbers, item);
    values[rows] = weight;
    times[rows++] = time;
  }

  private static int numberOf(Map<String, Integer> numbers, String id) {
    Integer known = numbers.putIfAbsent(id, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  /** What is added from now on was given apart, to be tested on. */
  public void testFollows() {
    trainingRows = rows;
  }

  /** How many interactions were below the threshold. */
  public long leftOut() {
    return leftOut;
  }

  public long rows() {
    return rows;
  }

  public Interactions build() {
    String[] userIds = ids(userNumbers);
    String[] itemIds = ids(itemNumbers);
    int[] userRanks = ranks(userNumbers, userIds);
    int[] itemRanks = ranks(itemNumbers, itemIds);
    int[] starts = new int[userIds.length + 1];
    for (int row = 0; row < rows; row++) {
      starts[userRanks[users[row]] + 1]++;
    }
    for (int user = 0; user < userIds.length; user++) {
      starts[user + 1] += starts[user];
    }
    int[] next = starts.clone();
    int[] order = new int[rows];
    for (int row = 0; row < rows; row++) {
      order[next[userRanks[users[row]]]++] = row;
    }
    for (int user = 0; user < userIds.length; user++) {
      StableOrder.byKey(order, starts[user], starts[user + 1], times);
    }
    var kept = new Distinct(itemIds.length, rows);
    var parts = new Parts(itemIds.length);
    for (int user = 0; user < userIds.length; user++) {
      for (int at = starts[user]; at < starts[user + 1]; at++) {
        parts.row(user, itemRanks[items[order[at]]], order[at] >= trainingRows);
      }
      for (int at = starts[user]; at < starts[user + 1]; at++) {
        int row = order[at];
        byte part = parts.of(user, itemRanks[items[row]]);
        // The test part neither dates nor weighs what is learned from.
        if (row < trainingRows || part == Parts.TEST) {
          kept.add(itemRanks[items[row]], values[row], times[row], part);
        }
      }
      kept.endUser();
    }
    Interactions all =
        new Interactions(
            userIds,
            ItemIndex.of(List.of(itemIds)),
            kept.pairs(),
            selection.weighting(),
            selection.decay(),
            trainingRows < Integer.MAX_VALUE);
    return selection.leastOfItem() > 1 || selection.leastOfUser() > 1
        ? Subset.thinned(all, selection)
        : all;
  }

  private static String[] ids(Map<String, Integer> numbers) {
    String[] ids = numbers.keySet().toArray(String[]::new);
    Arrays.sort(ids);
    return ids;
  }

  private static int[] ranks(Map<String, Integer> numbers, String[] ids) {
    int[] ranks = new int[ids.length];
    for (int rank = 0; rank < ids.length; rank++) {
      Integer number = numbers.get(ids[rank]);
      if (number != null) {
        ranks[number] = rank;
      }
    }
    return ranks;
  }
}
