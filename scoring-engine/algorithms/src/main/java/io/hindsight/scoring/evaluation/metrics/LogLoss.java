package io.hindsight.scoring.evaluation.metrics;

/**
 * How far off a model's probabilities are, where a score becomes one by {@code p = 1 / (1 + exp(-(a
 * + b·score)))}. The two numbers are fitted to the other half of the users (J. Platt,
 * "Probabilistic outputs for support vector machines", 1999, with the targets of its equation 11;
 * by Newton's steps, halved where they go too far, as H. Lin, C. Lin and R. Weng propose, Machine
 * Learning 68, 2007).
 */
final class LogLoss {
  private static final int STEPS = 100;
  private static final int HALVINGS = 40;
  private static final double ENOUGH = 1e-12;

  /** Keeps the curve flat where scores do not differ. */
  private static final double RIDGE = 1e-12;

  private final double mean;
  private final double deviation;
  private double a;
  private double b;

  private LogLoss(double mean, double deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /**
   * @param wanted scores of each user's test items
   * @param others scores of as many items that the user has not
   * @return the mean of {@code -ln p}, or {@code -ln (1 - p)}, over a user's scores; NaN without
   *     any
   */
  static double[] of(float[][] wanted, float[][] others) {
    double[] losses = new double[wanted.length];
    for (int half = 0; half < 2; half++) {
      LogLoss curve = fitted(wanted, others, 1 - half);
      for (int user = half; user < losses.length; user += 2) {
        losses[user] = curve.loss(wanted[user], others[user]);
      }
    }
    return losses;
  }

  private double loss(float[] wanted, float[] others) {
    double sum = 0;
    for (float score : wanted) {
      sum += surprise(-at(score));
    }
    for (float score : others) {
      sum += surprise(at(score));
    }
    return others.length == 0 ? Double.NaN : sum / (wanted.length + others.length);
  }

  private double at(float score) {
    return a + b * (score - mean) / deviation;
  }

  /** {@code ln (1 + exp(x))}. */
  private static double surprise(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  private static LogLoss fitted(float[][] wanted, float[][] others, int half) {
    Moments moments = new Moments();
    Moments positive = new Moments();
    for (int user = half; user < wanted.length; user += 2) {
      if (others[user].length > 0) {
        moments.add(wanted[user]);
        positive.add(wanted[user]);
        moments.add(others[user]);
      }
    }
    LogLoss curve = new LogLoss(moments.mean(), moments.deviation());
    double negatives = moments.count - positive.count;
    double high = (positive.count + 1.0) / (positive.count + 2.0);
    double low = 1 / (negatives + 2.0);
    double[] sums = curve.sums(wanted, others, half, high, low);
    for (int step = 0;
        step < STEPS && curve.improve(wanted, others, half, high, low, sums);
        step++) {
      sums = curve.sums(wanted, others, half, high, low);
    }
    return curve;
  }

  /** Loss, gradient by a and b, and second derivatives by aa, ab and bb. */
  private double[] sums(float[][] wanted, float[][] others, int half, double high, double low) {
    double[] sums = new double[6];
    for (int user = half; user < wanted.length; user += 2) {
      if (others[user].length > 0) {
        add(sums, wanted[user], high);
        add(sums, others[user], low);
      }
    }
    return sums;
  }

  private void add(double[] sums, float[] scores, double target) {
    for (float score : scores) {
      double x = (score - mean) / deviation;
      double f = a + b * x;
      double p = 1 / (1 + StrictMath.exp(-f));
      double curved = p * (1 - p);
      sums[0] += surprise(f) - target * f;
      sums[1] += p - target;
      sums[2] += (p - target) * x;
      sums[3] += curved;
      sums[4] += curved * x;
      sums[5] += curved * x * x;
    }
  }

  /** Whether a step was made. */
  private boolean improve(
      float[][] wanted, float[][] others, int half, double high, double low, double[] sums) {
    double aa = sums[3] + RIDGE;
    double bb = sums[5] + RIDGE;
    double determinant = aa * bb - sums[4] * sums[4];
    double stepA = -(bb * sums[1] - sums[4] * sums[2]) / determinant;
    double stepB = -(aa * sums[2] - sums[4] * sums[1]) / determinant;
    double fromA = a;
    double fromB = b;
    double share = 1;
    for (int i = 0; i < HALVINGS; i++) {
      a = fromA + share * stepA;
      b = fromB + share * stepB;
      if (sums(wanted, others, half, high, low)[0] < sums[0] - ENOUGH * Math.abs(sums[0])) {
        return true;
      }
      share /= 2;
    }
    a = fromA;
    b = fromB;
    return false;
  }

  private static final class Moments {
    private long count;
    private double sum;
    private double squares;

    void add(float[] scores) {
      for (float score : scores) {
        count++;
        sum += score;
        squares += (double) score * score;
      }
    }

    double mean() {
      return count == 0 ? 0 : sum / count;
    }

    /** 1 where scores do not differ. */
    double deviation() {
      double variance = count == 0 ? 0 : squares / count - mean() * mean();
      return variance > 0 ? Math.sqrt(variance) : 1;
    }
  }
}
