package io.hindsight.runtime.serving;

import java.time.Duration;

/**
 * How the serving state is kept. None of these changes a list that is computed from the same
 * positions; they only decide which positions there are.
 *
 * @param epochEvents a new epoch after so many events at the latest
 * @param epochAfter and after this time, if there was any event
 * @param checkpointEvents a checkpoint after so many events
 * @param personTimeout how long a request waits for a person's history
 * @param personEntries how many entries of persons stay in memory together
 */
public record ServingSettings(
    int epochEvents,
    Duration epochAfter,
    int checkpointEvents,
    Duration personTimeout,
    long personEntries) {
  public static final ServingSettings DEFAULT =
      new ServingSettings(
          100_000, Duration.ofSeconds(1), 250_000, Duration.ofSeconds(2), 4_000_000);

  public ServingSettings {
    if (epochEvents < 1 || checkpointEvents < 1 || personEntries < 1) {
      throw new IllegalArgumentException(
          "epochEvents, checkpointEvents and personEntries must be at least 1");
    }
    if (epochAfter.isNegative() || personTimeout.isNegative()) {
      throw new IllegalArgumentException("epochAfter and personTimeout must not be negative");
    }
  }
}
