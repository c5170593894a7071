package io.hindsight.command.keys;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads and writers share it and an erasure has it alone: no load brings a destroyed key back to a
 * cache, and nobody in this process writes for a subject that was erased since they looked it up.
 */
final class Writers {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  <T extends @Nullable Object> T among(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Whether the present thread is one of them. */
  boolean isAmong() {
    return lock.getReadHoldCount() > 0;
  }

  /**
   * Not waiting for ever: who comes later waits behind this.
   *
   * @throws IllegalStateException if writers would not end in time
   */
  <T> T without(Supplier<T> work) {
    try {
      if (!lock.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("those who write for subjects just now do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for writers", e);
    }
    try {
      return work.get();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
