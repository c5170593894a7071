package io.hindsight.command.seal;

import java.time.Duration;

/**
 * When the log is sealed.
 *
 * @param every so many events at the latest, and no seal is over more
 * @param within so long after an event at the latest
 */
public record SealSettings(int every, Duration within) {
  public SealSettings {
    if (every < 10 || every > 100_000) {
      throw new IllegalArgumentException("a seal is over 10 to 100000 events, was " + every);
    }
    if (!within.isPositive()) {
      throw new IllegalArgumentException("seals need a time between them, was " + within);
    }
  }
}
