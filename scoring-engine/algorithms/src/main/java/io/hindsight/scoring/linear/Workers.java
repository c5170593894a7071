package io.hindsight.scoring.linear;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does numbered pieces of work on some threads. Which thread does which piece is left to chance, so
 * a piece must come out the same whoever does it, and write where no other does.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final @Nullable ExecutorService pool;

  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, was " + threads);
    }
    this.threads = threads;
    this.pool = threads == 1 ? null : Executors.newFixedThreadPool(threads);
  }

  /** Returns when the pieces 0 to count - 1 are done; the first failure is thrown. */
  public void run(int count, IntConsumer work) {
    run(count, () -> work, IntConsumer::accept);
  }

  /**
   * As the other, with something for each thread to work with.
   *
   * @param tools makes it, once a thread
   */
  public <T> void run(int count, Supplier<T> tools, ObjIntConsumer<T> work) {
    AtomicInteger next = new AtomicInteger();
    Runnable untilNoneIsLeft =
        () -> {
          T own = tools.get();
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            work.accept(own, i);
          }
        };
    if (pool == null || count < 2) {
      untilNoneIsLeft.run();
      return;
    }
    CompletableFuture<?>[] all = new CompletableFuture<?>[Math.min(threads, count)];
    for (int t = 0; t < all.length; t++) {
      all[t] = CompletableFuture.runAsync(untilNoneIsLeft, pool);
    }
    try {
      CompletableFuture.allOf(all).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
