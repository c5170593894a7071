package io.hindsight.command.seal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the log sealed once enough is unsealed, or for long enough. */
public final class SealingThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SealingThread.class);

  private final Sealer sealer;
  private final SealSettings settings;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicLong unsealed = new AtomicLong();
  private boolean closed;
  private String told = "";

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
      wake(false);
    }
  }

  /** Seals what is left of a stretch, so that a server which stops leaves nothing unsealed. */
  @Override
  public void close() {
    wake(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake(boolean forGood) {
    lock.lock();
    try {
      closed |= forGood;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    seal(true); // What the last run left unsealed has waited long enough.
    long due = System.nanoTime() + settings.within().toNanos();
    boolean open = true;
    while (open) {
      try {
        open = await(due);
      } catch (InterruptedException e) {
        return;
      }
      boolean isDue = !open || System.nanoTime() - due >= 0;
      seal(isDue);
      due = isDue ? System.nanoTime() + settings.within().toNanos() : due;
    }
  }

  /** Nothing may end the thread: an unsealed log looks like a sealed one until somebody asks. */
  @SuppressWarnings("CatchingUnchecked")
  private void seal(boolean always) {
    try {
      unsealed.set(0);
      sealer.seal(always);
      told = "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      if (!told.equals(e.toString())) {
        told = e.toString();
        LOG.error("event=sealing-failed, to be tried again: {}", told);
      }
    }
  }

  /**
   * @return false once closed
   */
  private boolean await(long due) throws InterruptedException {
    lock.lock();
    try {
      long left = due - System.nanoTime();
      while (!closed && left > 0 && unsealed.get() < settings.every()) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }
}
