package io.hindsight.projections.processing;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.readmodel.store.ViewProgress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets the intake go first. While somebody brings in much, views that follow each commit would take
 * the processors away from it, and write the same rows again and again. So they wait until that is
 * over, but not for ever: each time it has lasted for {@link #LONGEST}, they all catch up with
 * where the log stood then. All together, so that the log is read once for all of them.
 *
 * <p>A view that a reader waits for is not held.
 */
final class HoldBack {
  static final Duration LONGEST = Duration.ofMinutes(1);

  private final BooleanSupplier busy;
  private final Supplier<LogPosition> head;
  private final ViewProgress progress;
  private final LongSupplier nanoTime;

  private boolean holding;
  private long heldSince;
  private LogPosition letGoTo = LogPosition.START;

  /**
   * @param busy whether the intake is
   * @param head the last position of the log
   * @param progress knows who is waited for
   */
  HoldBack(
      BooleanSupplier busy,
      Supplier<LogPosition> head,
      ViewProgress progress,
      LongSupplier nanoTime) {
    this.busy = busy;
    this.head = head;
    this.progress = progress;
    this.nanoTime = nanoTime;
  }

  /**
   * Whether a view is to wait before its next batch.
   *
   * @param reached up to where the view is folded
   */
  synchronized boolean holds(String view, LogPosition reached) {
    if (!busy.getAsBoolean()) {
      holding = false;
      return false;
    }
    long now = nanoTime.getAsLong();
    if (!holding) {
      holding = true;
      heldSince = now;
    } else if (now - heldSince >= LONGEST.toNanos()) {
      try {
        letGoTo = head.get();
        heldSince = now;
      } catch (LogUnavailable e) {
        return true; // There is nothing to read either.
      }
    }
    return reached.reaches(letGoTo) && !progress.isAwaited(view);
  }
}
