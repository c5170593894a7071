package io.hindsight.command.log;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.hindsight.contracts.log.LogUnavailable;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Stands before the questions to Axon Server. Where it has fallen silent, one caller at a time
 * waits for an answer, and the others are refused at once. A connection that is refused or was cut
 * needs none of that: the connector says so without waiting, and the next one may be made at once.
 */
final class AxonServerGuard {
  private final CircuitBreaker breaker;
  private final Bulkhead questions;

  /**
   * @param name of the server, as in {@code Axon Server at localhost:8124}
   */
  AxonServerGuard(String name) {
    this(name, CircuitBreakerConfig.custom());
  }

  /**
   * @param settings with the clock of a test
   */
  AxonServerGuard(String name, CircuitBreakerConfig.Builder settings) {
    breaker = Guards.breaker(name, settings, AxonServerGuard::isSilence);
    questions = Guards.bulkhead(name);
  }

  private static boolean isSilence(Throwable failure) {
    return failure instanceof LogUnavailable && failure.getCause() instanceof TimeoutException;
  }

  /**
   * @throws LogUnavailable also where the question was not asked
   */
  <T> T call(Supplier<T> question) {
    try {
      return questions.executeSupplier(() -> breaker.executeSupplier(question));
    } catch (CallNotPermittedException e) {
      throw new LogUnavailable(breaker.getName() + " is away", e);
    } catch (BulkheadFullException e) {
      throw new LogUnavailable(
          "%d callers wait for %s already".formatted(Guards.WAITING, questions.getName()), e);
    }
  }
}
