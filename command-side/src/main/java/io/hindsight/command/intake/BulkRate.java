package io.hindsight.command.intake;

import java.util.concurrent.TimeUnit;

/** Whether much is coming in just now. Told by the committer alone, asked by anybody. */
final class BulkRate {
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);
  private static final int MUCH = 3_000;

  private long windowBegan = System.nanoTime();
  private int events;
  private volatile long highUntil = System.nanoTime();

  /** Of a call that is too large to be somebody's click. */
  void add(int more) {
    long now = System.nanoTime();
    if (now - windowBegan > WINDOW) {
      windowBegan = now;
      events = 0;
    }
    events += more;
    if (events >= MUCH) {
      highUntil = now + WINDOW / 2;
    }
  }

  boolean isHigh() {
    return System.nanoTime() - highUntil < 0;
  }
}
