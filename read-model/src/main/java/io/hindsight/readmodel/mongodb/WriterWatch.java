package io.hindsight.readmodel.mongodb;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Whether the process that writes the views lives, for one that only reads them: its lease is held,
 * and its beat does not stand still. As with those who would take the lease, no two clocks are
 * compared.
 */
final class WriterWatch {
  private final Duration term;
  private final LongSupplier nanos;
  private @Nullable Document seen;
  private long changedAt;
  private long lookedAt;
  private volatile boolean away;

  /**
   * @param term how long a holder may be silent
   */
  WriterWatch(Duration term, LongSupplier nanos) {
    this.term = term;
    this.nanos = nanos;
  }

  /**
   * Whoever could not look for a while learns nothing from a beat that is where it was: its holder
   * may not have reached the database either.
   *
   * @param lease as it is now; null where there is none
   */
  synchronized void look(@Nullable Document lease) {
    long now = nanos.getAsLong();
    boolean missed = now - lookedAt > term.toNanos() / 2;
    if (seen == null || missed || !seen.equals(lease)) {
      changedAt = now;
    }
    seen = lease;
    lookedAt = now;
    away = lease == null || !lease.getBoolean(Lease.HELD) || now - changedAt > term.toNanos();
  }

  boolean isAway() {
    return away;
  }
}
