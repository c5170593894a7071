package io.hindsight.scoring.evaluation.data;

import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects interactions in the order of a file. Not for several threads. */
public final class InteractionsBuilder {
  private static final Saying[] SAYINGS = Saying.values();

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
  private byte[] sayings = new byte[0];
  private boolean silent;
  private long disliked;
  private long weightless;

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
    if (selection.weighting() == Weighting.TYPE) {
      throw new IllegalArgumentException("where types weigh, each interaction has a saying");
    }
    if (!Double.isNaN(selection.positiveFrom()) && !(value >= selection.positiveFrom())) {
      leftOut++;
      return;
    }
    float weight = selection.weighting() == Weighting.ONE ? 1 : value;
    if (!(weight > 0 && weight <= History.MOST_WEIGHT)) {
      throw new IllegalArgumentException(
          "a weight must be above 0 and at most 1e30, was " + weight);
    }
    append(user, item, weight, time);
  }

  /**
   * Where types weigh.
   *
   * @param weight of the interaction, at most {@link History#MOST_WEIGHT}; with 0 it is as if it
   *     had not been, but for what it says against the item or takes back of that
   * @throws IllegalArgumentException if it can be no weight, or types do not weigh
   */
  public void add(String user, String item, Saying saying, float weight, long time) {
    if (selection.weighting() != Weighting.TYPE) {
      throw new IllegalArgumentException("types do not weigh here");
    }
    boolean against = saying == Saying.DISLIKED || saying == Saying.DISMISSED;
    if (!(against ? weight == 0 : weight >= 0 && weight <= History.MOST_WEIGHT)) {
      throw new IllegalArgumentException(
          "a weight must be at least 0 and at most 1e30, and 0 of what speaks against an item, was "
              + weight);
    }
    append(user, item, weight, time);
    sayings = sayings.length < rows ? Arrays.copyOf(sayings, users.length) : sayings;
    sayings[rows - 1] = (byte) saying.ordinal();
    silent |= weight == 0;
  }

  private void append(String user, String item, float weight, long time) {
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

  /** How many interactions are with items that their user dislikes in the end; once built. */
  public long disliked() {
    return disliked;
  }

  /** How many others weigh nothing; once built. */
  public long weightless() {
    return weightless;
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
    Interactions all =
        new Interactions(
            userIds,
            ItemIndex.of(List.of(itemIds)),
            pairs(starts, order, itemRanks),
            selection,
            trainingRows < Integer.MAX_VALUE);
    if (silent) {
      all = Subset.of(all, pair -> true, again -> true, all.testGiven());
    }
    return selection.leastOfItem() > 1 || selection.leastOfUser() > 1
        ? Subset.thinned(all, selection)
        : all;
  }

  /**
   * @param order all rows, user by user from {@code starts} on, and by time within each
   */
  private Interactions.Pairs pairs(int[] starts, int[] order, int[] itemRanks) {
    var kept = new Distinct(itemRanks.length, rows);
    var parts = new Parts(itemRanks.length);
    var dislikes = new Dislikes(itemRanks.length);
    for (int user = 0; user < starts.length - 1; user++) {
      int from = starts[user];
      int to = starts[user + 1];
      for (int at = from; silent && at < to; at++) {
        int row = order[at];
        dislikes.row(user, itemRanks[items[row]], row >= trainingRows, saying(row));
      }
      int counting = from;
      for (int at = from; at < to; at++) {
        int row = order[at];
        if (counts(row, user, itemRanks[items[row]], dislikes)) {
          parts.row(user, itemRanks[items[row]], row >= trainingRows);
          order[counting++] = row;
        }
      }
      for (int at = from; at < counting; at++) {
        int row = order[at];
        byte part = parts.of(user, itemRanks[items[row]]);
        // The test part neither dates nor weighs what is learned from.
        if (row < trainingRows || part == Parts.TEST) {
          kept.add(
              itemRanks[items[row]], values[row], times[row], part, saying(row) == Saying.RATED);
        }
      }
      kept.endUser();
    }
    return kept.pairs();
  }

  private boolean counts(int row, int user, int item, Dislikes dislikes) {
    if (silent && dislikes.leaveOut(user, item, row >= trainingRows)) {
      disliked++;
      return false;
    }
    weightless += values[row] == 0 ? 1 : 0;
    return values[row] > 0;
  }

  private Saying saying(int row) {
    return row < sayings.length ? SAYINGS[sayings[row]] : Saying.MORE;
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
