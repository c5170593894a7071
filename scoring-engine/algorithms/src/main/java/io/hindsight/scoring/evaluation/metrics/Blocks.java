package io.hindsight.scoring.evaluation.metrics;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Runs over users in blocks of a fixed size; threads take the next block when they are free. */
final class Blocks {
  private static final int SIZE = 64;

  private final int count;
  private final int threads;

  Blocks(int count, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, were " + threads);
    }
    this.count = count;
    this.threads = Math.min(threads, Math.max(1, (count + SIZE - 1) / SIZE));
  }

  /** One thread's part. */
  @FunctionalInterface
  interface Worker {
    void work(int from, int to);
  }

  /**
   * @throws RuntimeException the first one that a worker threw
   */
  void run(Supplier<Worker> workers) {
    AtomicInteger next = new AtomicInteger();
    Runnable part =
        () -> {
          Worker worker = workers.get();
          for (int from = next.getAndAdd(SIZE); from < count; from = next.getAndAdd(SIZE)) {
            worker.work(from, Math.min(count, from + SIZE));
          }
        };
    if (threads == 1) {
      part.run();
      return;
    }
    try (var pool = Executors.newFixedThreadPool(threads)) {
      CompletableFuture<?>[] parts = new CompletableFuture<?>[threads];
      for (int t = 0; t < threads; t++) {
        parts[t] = CompletableFuture.runAsync(part, pool);
      }
      CompletableFuture.allOf(parts).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
