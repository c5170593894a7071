package io.hindsight.readmodel.store;

import io.hindsight.contracts.log.LogPosition;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Up to where each fold of the log has come, in memory: what it reports can be read. Readers wait
 * here for their own writes without asking a store.
 */
public final class ViewProgress {
  private final ConcurrentMap<String, Fold> folds = new ConcurrentHashMap<>();

  /**
   * Only forward: a report from before is ignored. A rebuilt view takes over only once it has come
   * as far, so a switch never takes a position back.
   */
  public void report(String fold, LogPosition position) {
    of(fold).report(position);
  }

  public LogPosition reached(String fold) {
    return of(fold).reached();
  }

  /**
   * Waits until the fold has reached the position or the time is over; answers what was reached.
   */
  public LogPosition await(String fold, LogPosition wanted, Duration atMost)
      throws InterruptedException {
    return of(fold).await(wanted, atMost);
  }

  /** Whether somebody waits for the fold to come further. */
  public boolean isAwaited(String fold) {
    return of(fold).waiting > 0;
  }

  private Fold of(String fold) {
    return folds.computeIfAbsent(fold, name -> new Fold());
  }

  private static final class Fold {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile LogPosition reached = LogPosition.START;
    private volatile int waiting;

    void report(LogPosition position) {
      lock.lock();
      try {
        reached = reached.max(position);
        moved.signalAll();
      } finally {
        lock.unlock();
      }
    }

    LogPosition reached() {
      return reached;
    }

    LogPosition await(LogPosition wanted, Duration atMost) throws InterruptedException {
      if (reached.reaches(wanted)) {
        return reached;
      }
      long left = atMost.toNanos();
      lock.lockInterruptibly();
      waiting++;
      try {
        while (!reached.reaches(wanted) && left > 0) {
          left = moved.awaitNanos(left);
        }
        return reached;
      } finally {
        waiting--;
        lock.unlock();
      }
    }
  }
}
