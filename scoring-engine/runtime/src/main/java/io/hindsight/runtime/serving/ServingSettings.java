package io.hindsight.runtime.serving;

import io.hindsight.contracts.serving.Basis;
import java.time.Duration;

/**
 * How the serving state is kept. But for the half-life none of these changes a list that is
 * computed from the same positions; they only decide which positions there are.
 *
 * @param epochEvents a new epoch after so many events at the latest
 * @param epochAfter and after this time, if there was any event
 * @param checkpointEvents a checkpoint after so many events at the latest; sooner while it is small
 * @param personTimeout how long a request waits for a person's history
 * @param personEntries how many entries of persons stay in memory together
 * @param tailBytes room for what persons did while the history view lags, 0 for none
 * @param halfLifeHours after which an interaction counts half as much for what is trending, 1 to
 *     168; receipts name it, so lists made with another one are still computed again with theirs
 */
public record ServingSettings(
    int epochEvents,
    Duration epochAfter,
    int checkpointEvents,
    Duration personTimeout,
    long personEntries,
    long tailBytes,
    int halfLifeHours) {
  public static final long DEFAULT_TAIL_BYTES = 128L << 20;

  public static final ServingSettings DEFAULT =
      new ServingSettings(
          100_000, Duration.ofSeconds(1), 250_000, Duration.ofSeconds(2), 4_000_000);

  /** With the usual tail and half-life. */
  public ServingSettings(
      int epochEvents,
      Duration epochAfter,
      int checkpointEvents,
      Duration personTimeout,
      long personEntries) {
    this(
        epochEvents,
        epochAfter,
        checkpointEvents,
        personTimeout,
        personEntries,
        DEFAULT_TAIL_BYTES,
        Basis.HALF_LIFE_HOURS);
  }

  public ServingSettings {
    if (halfLifeHours < 1 || halfLifeHours > 168) {
      throw new IllegalArgumentException(
          "the half-life of what is trending must be 1 to 168 whole hours, was " + halfLifeHours);
    }
    if (epochEvents < 1 || checkpointEvents < 1 || personEntries < 1) {
      throw new IllegalArgumentException(
          "epochEvents, checkpointEvents and personEntries must be at least 1");
    }
    if (tailBytes < 0) {
      throw new IllegalArgumentException("tailBytes must not be negative");
    }
    if (epochAfter.isNegative() || personTimeout.isNegative()) {
      throw new IllegalArgumentException("epochAfter and personTimeout must not be negative");
    }
  }
}
