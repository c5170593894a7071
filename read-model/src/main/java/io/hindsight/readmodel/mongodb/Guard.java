package io.hindsight.readmodel.mongodb;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/**
 * Stands before every call of MongoDB. While it is known to be away, one caller at a time finds out
 * whether it is back, and the others are refused at once; where it is slow, so many wait for it and
 * no more, so that they do not take the threads of those who need no view.
 */
final class Guard {
  static final int CALLS = 64;
  private static final String NAME = "MongoDB";
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(500);

  private final CircuitBreaker breaker;
  private final Bulkhead calls =
      Bulkhead.of(
          NAME,
          BulkheadConfig.custom().maxConcurrentCalls(CALLS).maxWaitDuration(Duration.ZERO).build());

  Guard() {
    this(CircuitBreakerConfig.custom());
  }

  /**
   * @param settings with the clock of a test
   */
  Guard(CircuitBreakerConfig.Builder settings) {
    breaker = CircuitBreaker.of(NAME, breaker(settings));
  }

  /**
   * One failure tells: the driver has tried again itself, and waited as long as it may. What took
   * too long may only be slow; that it is left alone for a moment does it good.
   */
  private static CircuitBreakerConfig breaker(CircuitBreakerConfig.Builder settings) {
    return settings
        .slidingWindowSize(1)
        .minimumNumberOfCalls(1)
        .failureRateThreshold(100)
        .permittedNumberOfCallsInHalfOpenState(1)
        .waitDurationInOpenState(ASK_AGAIN_AFTER)
        .recordException(Guard::isOutage)
        .build();
  }

  /** A connection that was cut is none: the next one may be made at once. */
  private static boolean isOutage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MongoSocketOpenException
          || cause instanceof MongoTimeoutException
          || cause instanceof MongoNotPrimaryException
          || cause instanceof MongoNodeIsRecoveringException) {
        return true;
      }
    }
    return false;
  }

  boolean isAway() {
    return breaker.getState() != State.CLOSED;
  }

  /** Whatever goes wrong with the server is a {@link ViewsUnavailable}. */
  <R> R call(Supplier<R> work) {
    try {
      return calls.executeSupplier(() -> breaker.executeSupplier(work));
    } catch (CallNotPermittedException e) {
      throw new ViewsUnavailable("the views in MongoDB are away", e);
    } catch (BulkheadFullException e) {
      throw new ViewsUnavailable(
          "%d callers wait for the views in MongoDB already".formatted(CALLS), e);
    } catch (DataAccessException | MongoException e) {
      throw unavailable(e);
    }
  }

  static ViewsUnavailable unavailable(RuntimeException failure) {
    return new ViewsUnavailable(
        "the views in MongoDB cannot be read or written: " + failure.getMessage(), failure);
  }
}
