package io.hindsight.scoring.als;

/**
 * What a row of factors is fitted to.
 *
 * @param regularization λ
 * @param alpha0 weight of what was not observed
 * @param exponent ν
 */
record Objective(double regularization, double alpha0, double exponent) {

  /**
   * @param observed pairs of the row
   * @param others rows on the other side
   */
  float ridge(int observed, int others) {
    double ridge = regularization * StrictMath.pow(observed + alpha0 * others, exponent);
    return (float) Math.max(ridge, Float.MIN_NORMAL);
  }
}
