package io.hindsight.app.server;

import io.hindsight.contracts.log.LogPosition;
import java.util.function.Supplier;

/**
 * The log's head as it was a moment ago. A scrape reads it for each fold, and asks the database
 * once; all of its lags are then measured from the same position.
 */
final class RecentHead {
  private static final long FRESH_NANOS = 500_000_000;

  private final Supplier<LogPosition> head;
  private long position;
  private long readAt;
  private boolean known;

  RecentHead(Supplier<LogPosition> head) {
    this.head = head;
  }

  synchronized long value() {
    long now = System.nanoTime();
    if (!known || now - readAt > FRESH_NANOS) {
      position = head.get().value();
      readAt = now;
      known = true;
    }
    return position;
  }
}
