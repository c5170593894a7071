package io.hindsight.command.process;

import io.hindsight.contracts.log.LogUnavailable;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The bus for commands. It has no transaction: the log opens its own short one at append. One
 * around the whole handler would hold SQLite's only writer, and would let a nested command report
 * success before anything is stored.
 */
public final class CommandBuses {
  private static final int LONGEST_QUEUE = 1_024;

  private CommandBuses() {}

  /**
   * @param threads how many commands run at once, on platform threads since handlers block on
   *     databases; beyond them some wait, and the rest is refused with {@link LogUnavailable}
   */
  public static AsynchronousCommandBus create(int threads, Tracer tracer) {
    AsynchronousCommandBus bus =
        AsynchronousCommandBus.builder()
            .executor(executor(threads))
            .transactionManager(NoTransactionManager.instance())
            .build();
    bus.registerHandlerInterceptor((work, chain) -> traced(tracer, work, chain));
    return bus;
  }

  private static ExecutorService executor(int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(LONGEST_QUEUE),
            Thread.ofPlatform().daemon().name("command-", 0).factory(),
            (task, full) -> {
              throw new LogUnavailable("too many commands are waiting", null);
            });
    pool.allowCoreThreadTimeOut(true);
    return Context.taskWrapping(pool);
  }

  private static @Nullable Object traced(
      Tracer tracer, UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain)
      throws Exception {
    String name = work.getMessage().getPayloadType().getSimpleName();
    Span span = tracer.spanBuilder("command " + name).startSpan();
    // An aggregate's events are stored when the unit of work commits, after the handler's return.
    work.onCleanup(done -> span.end());
    work.onRollback(failed -> failed(span, failed.getExecutionResult().getExceptionResult()));
    work.registerCorrelationDataProvider(Causes::passOn);
    if (span.isRecording()) {
      Map<String, String> trace = Map.of("traceId", span.getSpanContext().getTraceId());
      work.registerCorrelationDataProvider(message -> trace);
    }
    try (Scope current = span.makeCurrent()) {
      return chain.proceed();
    }
  }

  private static void failed(Span span, Throwable cause) {
    span.recordException(cause);
    span.setStatus(StatusCode.ERROR);
  }
}
