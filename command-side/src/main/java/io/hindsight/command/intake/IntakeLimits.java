package io.hindsight.command.intake;

import java.time.Duration;
import java.time.Instant;

/**
 * What a timestamp may be.
 *
 * @param futureTolerance how far a client's clock may be ahead of ours
 * @param earliest before it, a timestamp is a mistake (an epoch of 0, seconds read as milliseconds)
 */
public record IntakeLimits(Duration futureTolerance, Instant earliest) {
  public static final IntakeLimits DEFAULT =
      new IntakeLimits(Duration.ofMinutes(5), Instant.parse("1990-01-01T00:00:00Z"));

  public IntakeLimits {
    if (futureTolerance.isNegative()) {
      throw new IllegalArgumentException("futureTolerance must not be negative");
    }
  }
}
