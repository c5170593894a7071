package io.hindsight.sagas.training;

import java.time.Duration;

/**
 * How long a training may be silent.
 *
 * @param interval after which a command without an outcome is sent again
 * @param resends of one command, after which it is given up
 */
public record TrainingPatience(Duration interval, int resends) {
  public static final TrainingPatience DEFAULT = new TrainingPatience(Duration.ofMinutes(1), 3);

  public TrainingPatience {
    if (!interval.isPositive() || resends < 0) {
      throw new IllegalArgumentException(
          "needs a positive interval and no negative resends, was " + interval + ", " + resends);
    }
  }
}
