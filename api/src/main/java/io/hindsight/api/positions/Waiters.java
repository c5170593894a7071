package io.hindsight.api.positions;

import io.hindsight.api.settings.ApiSettings;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * A few threads on which a read waits for a write that its client did not name. The query side
 * waits longer than we want to here, so the wait must be left behind; when views lag so far that
 * all of these threads wait, further reads do not wait at all. Platform threads: the query side
 * reads from SQLite, whose native waits would pin virtual ones.
 */
@Component
public final class Waiters implements DisposableBean {
  private final ThreadPoolExecutor threads;
  private final long millis;

  public Waiters(ApiSettings settings) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name("implicit-wait-", 0).factory();
    this.threads =
        new ThreadPoolExecutor(
            0, settings.waiters(), 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    this.millis = settings.implicitWait().toMillis();
  }

  /** The result, or null where it did not come in time. */
  <T> @Nullable T get(Supplier<T> task) {
    try {
      return CompletableFuture.supplyAsync(Context.current().wrapSupplier(task), threads)
          .get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | RejectedExecutionException e) {
      return null;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
