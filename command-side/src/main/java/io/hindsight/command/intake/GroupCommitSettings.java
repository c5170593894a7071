package io.hindsight.command.intake;

import java.time.Duration;

/**
 * @param groupEvents how many events one commit takes, unless one call alone brings more
 * @param groupBytes how many bytes of payload one commit takes, with the same exception
 * @param queuedEvents how many events may wait in each of the two lanes
 * @param queuedBytes how many bytes of payload may wait in each of the two lanes
 * @param smallCall up to how many facts a call goes into the lane that import does not hold up
 * @param linger how long at most a group of small calls waits for callers who seem to be about
 * @param roomWithin how long a caller waits for room in a full lane
 * @param receiptsAnEvent how many receipts of a commit share an event
 */
public record GroupCommitSettings(
    int groupEvents,
    int groupBytes,
    int queuedEvents,
    int queuedBytes,
    int smallCall,
    Duration linger,
    Duration roomWithin,
    int receiptsAnEvent) {
  /** More would make each read of one list dear. */
  public static final int MOST_RECEIPTS = 256;

  public static final GroupCommitSettings DEFAULT =
      new GroupCommitSettings(
          2_000, 2 << 20, 20_000, 64 << 20, 50, Duration.ofMillis(5), Duration.ofSeconds(2), 64);

  public GroupCommitSettings withReceiptsAnEvent(int receipts) {
    return new GroupCommitSettings(
        groupEvents,
        groupBytes,
        queuedEvents,
        queuedBytes,
        smallCall,
        linger,
        roomWithin,
        receipts);
  }

  public GroupCommitSettings {
    if (groupEvents < 1 || groupBytes < 1 || smallCall < 0) {
      throw new IllegalArgumentException("a group holds at least one event and one byte");
    }
    if (receiptsAnEvent < 1 || receiptsAnEvent > MOST_RECEIPTS) {
      throw new IllegalArgumentException("an event holds 1 to " + MOST_RECEIPTS + " receipts");
    }
    if (queuedEvents < groupEvents || queuedBytes < groupBytes) {
      throw new IllegalArgumentException("a lane must hold at least one group");
    }
  }
}
