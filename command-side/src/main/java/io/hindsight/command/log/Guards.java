package io.hindsight.command.log;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.function.Predicate;

/** What stands before each server: so many wait for it, and one at a time where it is away. */
final class Guards {
  static final int WAITING = 64;
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(500);

  private Guards() {}

  /**
   * One failure opens it, since whoever failed has waited as long as one may; half a second later
   * one caller finds out whether the server is back.
   *
   * @param settings with the clock of a test
   */
  static CircuitBreaker breaker(
      String name, CircuitBreakerConfig.Builder settings, Predicate<Throwable> isOutage) {
    return CircuitBreaker.of(
        name,
        settings
            .slidingWindowSize(1)
            .minimumNumberOfCalls(1)
            .failureRateThreshold(100)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitDurationInOpenState(ASK_AGAIN_AFTER)
            .recordException(isOutage)
            .build());
  }

  /** Those beyond are refused at once. */
  static Bulkhead bulkhead(String name) {
    return Bulkhead.of(
        name,
        BulkheadConfig.custom().maxConcurrentCalls(WAITING).maxWaitDuration(Duration.ZERO).build());
  }
}
