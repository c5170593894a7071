package io.hindsight.scoring.evaluation.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A figure of all people together, such as what part of a catalogue their lists show, with what it
 * loses without each of them. See the package for the formula. Immutable.
 */
public final class Jackknife {
  private final double value;
  private final double[] losses;
  private final Pairs pairs;

  /**
   * @param losses by how much the figure is above what it would be without each person; NaN for
   *     those it is not of, infinite where without the person there is no figure
   * @param pairs what is lost without two people beyond what is lost without each of them, or as
   *     much of it as is known
   */
  public Jackknife(double value, double[] losses, Pairs pairs) {
    this.value = value;
    this.losses = losses.clone();
    this.pairs = pairs;
  }

  public double value() {
    return value;
  }

  /** By how much the figure is above what it would be without a person. */
  public double loss(int person) {
    return losses[person];
  }

  /** How many people the figure is of. */
  int people() {
    return (int) Arrays.stream(losses).filter(loss -> !Double.isNaN(loss)).count();
  }

  /** The standard error; NaN where none can be told. */
  double error() {
    int n = people();
    double sum = 0;
    for (double loss : losses) {
      sum += Double.isNaN(loss) ? 0 : loss;
    }
    double mean = sum / n;
    double alone = 0;
    for (double loss : losses) {
      alone += Double.isNaN(loss) ? 0 : (loss - mean) * (loss - mean);
    }
    alone *= (n - 1.0) / n;
    double variance = Math.max(alone - pairs.squares() / 2, alone / 2);
    return n < 2 || !Double.isFinite(variance) ? Double.NaN : Math.sqrt(variance);
  }

  /**
   * @param confidence such as 0.95
   */
  public Estimate estimate(double confidence) {
    int n = people();
    double error = error();
    if (Double.isNaN(error)) {
      return new Estimate(value, Double.NaN, Double.NaN, n);
    }
    double quantile = TDistribution.of(n - 1).inverseCumulativeProbability((1 + confidence) / 2);
    return new Estimate(value, value - quantile * error, value + quantile * error, n);
  }

  /** Of the same people. */
  public Jackknife minus(Jackknife other) {
    return plus(other, -1);
  }

  /** Of figures of the same people, such as one a fold. */
  public static Jackknife mean(List<Jackknife> figures) {
    Jackknife sum = figures.getFirst();
    for (Jackknife figure : figures.subList(1, figures.size())) {
      sum = sum.plus(figure, 1);
    }
    double share = 1.0 / figures.size();
    return new Jackknife(
        sum.value * share,
        Arrays.stream(sum.losses).map(loss -> loss * share).toArray(),
        sum.pairs.times(share));
  }

  private Jackknife plus(Jackknife other, int sign) {
    if (losses.length != other.losses.length) {
      throw new IllegalArgumentException(losses.length + " people, " + other.losses.length);
    }
    double[] both = new double[losses.length];
    for (int person = 0; person < both.length; person++) {
      boolean none = Double.isInfinite(losses[person]) || Double.isInfinite(other.losses[person]);
      both[person] = none ? Double.POSITIVE_INFINITY : losses[person] + sign * other.losses[person];
    }
    return new Jackknife(value + sign * other.value, both, pairs.plus(other.pairs, sign));
  }
}
