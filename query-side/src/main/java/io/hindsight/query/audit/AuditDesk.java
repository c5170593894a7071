package io.hindsight.query.audit;

import io.hindsight.contracts.queries.Answer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where auditors' questions wait. The past is dear, so few are answered at a time. */
public final class AuditDesk {
  private static final int QUEUE = 32;

  private final Executor executor;

  private AuditDesk(Executor executor) {
    this.executor = executor;
  }

  /**
   * @param threads how many questions are answered at a time; some wait, the rest is refused
   */
  public static AuditDesk of(int threads) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("audit-", 0).daemon().factory());
    executor.allowCoreThreadTimeOut(true);
    return new AuditDesk(executor);
  }

  /**
   * @param executor refuses what is too much
   */
  public static AuditDesk on(Executor executor) {
    return new AuditDesk(executor);
  }

  public <T> CompletableFuture<Answer<T>> later(Supplier<Answer<T>> answer) {
    try {
      return CompletableFuture.supplyAsync(answer, executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          Answer.refused(
              "overloaded",
              "Too many audits are under way.",
              "Try again when some of them are answered."));
    }
  }
}
