package io.hindsight.command.seal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the log sealed once enough is unsealed, or for long enough. */
public final class SealingThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SealingThread.class);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

  private final Sealer sealer;
  private final SealSettings settings;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicLong unsealed = new AtomicLong();
  private boolean closed;

  public SealingThread(Sealer sealer, SealSettings settings) {
    this.sealer = sealer;
    this.settings = settings;
    this.thread = Thread.ofPlatform().name("sealer").daemon(true).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** To be called after each append; quick. */
  public void appended(int events) {
    long before = unsealed.getAndAdd(events);
    if (before < settings.every() && before + events >= settings.every()) {
      wake();
    }
  }

  /** Seals what is left of a stretch, so that a server which stops leaves nothing unsealed. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    boolean due = true; // What the last run left unsealed has waited long enough.
    boolean open = true;
    while (open) {
      boolean sealed = seal(due);
      try {
        Wait wait = await(sealed ? settings.within() : AFTER_A_FAILURE);
        due = wait != Wait.FULL;
        open = wait != Wait.CLOSED;
      } catch (InterruptedException e) {
        return;
      }
    }
    seal(true);
  }

  private boolean seal(boolean always) {
    try {
      unsealed.set(0);
      sealer.seal(always);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (RuntimeException e) {
      LOG.warn("event=sealing-failed, to be tried again: {}", e.toString());
      return false;
    }
  }

  private enum Wait {
    FULL,
    DUE,
    CLOSED
  }

  private Wait await(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (!closed && left > 0 && unsealed.get() < settings.every()) {
        left = changed.awaitNanos(left);
      }
      return closed ? Wait.CLOSED : left > 0 ? Wait.FULL : Wait.DUE;
    } finally {
      lock.unlock();
    }
  }
}
