package io.hindsight.app.client;

import java.time.Duration;

/**
 * How long a command puts up with a server that is away or busy.
 *
 * @param attempts in all, at least 1
 * @param firstPause doubled after each attempt
 * @param longestPause no pause is longer, unless the server asks for it
 */
public record Patience(int attempts, Duration firstPause, Duration longestPause) {
  /** About a minute and a half: a server has restarted by then. */
  public static final Patience DEFAULT =
      new Patience(14, Duration.ofMillis(250), Duration.ofSeconds(10));

  public Patience {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, was " + attempts);
    }
  }

  /** The pause after the given attempt, counted from 1. */
  Duration pauseAfter(int attempt) {
    long doubled = firstPause.toMillis() << Math.min(attempt - 1, 20);
    return Duration.ofMillis(Math.min(doubled, longestPause.toMillis()));
  }
}
