package io.hindsight.sagas.erasure;

import java.time.Duration;

/**
 * How long a step of an erasure, or of a retention, may be silent.
 *
 * @param interval after which a step without an outcome is sent again
 * @param resends after which it is reported as delayed; it is then sent again more seldom, for ever
 */
public record ErasurePatience(Duration interval, int resends) {
  public static final ErasurePatience DEFAULT = new ErasurePatience(Duration.ofSeconds(15), 4);

  /** A delayed step waits for somebody to mend something: so many intervals between two tries. */
  private static final int DELAYED_INTERVALS = 20;

  public ErasurePatience {
    if (!interval.isPositive() || resends < 0) {
      throw new IllegalArgumentException(
          "needs a positive interval and no negative resends, was " + interval + ", " + resends);
    }
  }

  public Duration afterDelay() {
    return interval.multipliedBy(DELAYED_INTERVALS);
  }
}
