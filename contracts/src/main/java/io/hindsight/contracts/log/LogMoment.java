package io.hindsight.contracts.log;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * An event's place in the log and in time.
 *
 * @param recordedAt the recording machine's wall clock
 */
public record LogMoment(LogPosition position, Instant recordedAt) {

  /**
   * The last event that was recorded at or before a time; empty where the log begins later. Found
   * in some forty looks, by steps that are powers of two and so the same ones whatever was appended
   * since. Where the clock was put back in between, it is the last event before one of the places
   * where the clock passed that time.
   */
  public static Optional<LogMoment> by(Instant time, LogReader log) {
    return by(time, log.head(), log::momentAt);
  }

  /**
   * @param at the last event at or before a position
   */
  public static Optional<LogMoment> by(
      Instant time, LogPosition end, Function<LogPosition, Optional<LogMoment>> at) {
    long head = end.value();
    Optional<LogMoment> found = Optional.empty();
    long reached = 0;
    for (long step = Long.highestOneBit(head); step > 0; step >>= 1) {
      if (reached + step > head) {
        continue;
      }
      Optional<LogMoment> there = at.apply(new LogPosition(reached + step));
      if (there.isEmpty() || !there.get().recordedAt().isAfter(time)) {
        reached += step;
        found = there;
      }
    }
    return found;
  }
}
