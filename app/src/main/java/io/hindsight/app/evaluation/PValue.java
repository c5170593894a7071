package io.hindsight.app.evaluation;

import java.util.Locale;

/** A test's p value as readers expect it. */
final class PValue {
  /** Below it doubles lose their digits, and then all there is. */
  private static final double LEAST = 1e-300;

  private PValue() {}

  /**
   * With its sign of comparison where no number can be told: nothing is ever certain. A dash
   * without a test.
   */
  static String text(double p) {
    if (Double.isNaN(p)) {
      return "–";
    }
    return p < LEAST ? "<1e-300" : String.format(Locale.ROOT, "%.2g", p);
  }
}
