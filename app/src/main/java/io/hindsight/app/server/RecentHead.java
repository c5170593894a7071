package io.hindsight.app.server;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The log's head as it was a moment ago. A scrape reads it for each fold, and asks the database
 * once; all of its lags are then measured from the same position.
 */
final class RecentHead {
  private static final long FRESH_NANOS = 500_000_000;

  private final Supplier<LogPosition> head;
  private OptionalLong position = OptionalLong.empty();
  private long readAt;
  private boolean asked;

  RecentHead(Supplier<LogPosition> head) {
    this.head = head;
  }

  /** Empty while the log is away, which takes some patience to find out. */
  synchronized OptionalLong position() {
    if (!asked || System.nanoTime() - readAt > FRESH_NANOS) {
      try {
        position = OptionalLong.of(head.get().value());
      } catch (LogUnavailable e) {
        position = OptionalLong.empty();
      }
      readAt = System.nanoTime();
      asked = true;
    }
    return position;
  }

  /** For a gauge: not a number while the log is away. */
  double value() {
    OptionalLong known = position();
    return known.isPresent() ? known.getAsLong() : Double.NaN;
  }
}
