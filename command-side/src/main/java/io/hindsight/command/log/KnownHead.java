package io.hindsight.command.log;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import java.util.function.Supplier;

/**
 * The position of the last event, where one process alone appends: counted along, since asking for
 * it costs as much as storing several events. Between two appends it is known, else it is asked
 * for.
 */
final class KnownHead {
  private static final long UNKNOWN = -1;

  private final Supplier<LogPosition> stored;
  private volatile long position = UNKNOWN;

  /**
   * @param stored asks the log
   */
  KnownHead(Supplier<LogPosition> stored) {
    this.stored = stored;
  }

  LogPosition get() {
    long known = position;
    return known == UNKNOWN ? stored.get() : new LogPosition(known);
  }

  /**
   * Called by one thread at a time. An append that fails leaves open what is stored.
   *
   * @param events how many the append stores
   */
  void advance(int events, Runnable append) {
    long before = position;
    position = UNKNOWN;
    append.run();
    position = before == UNKNOWN ? asked() : before + events;
  }

  /** The events are stored: that nobody can say where must not make that look like a failure. */
  private long asked() {
    try {
      return stored.get().value();
    } catch (LogUnavailable e) {
      return UNKNOWN;
    }
  }
}
