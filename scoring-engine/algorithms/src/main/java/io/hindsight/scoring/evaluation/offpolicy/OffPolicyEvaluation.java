package io.hindsight.scoring.evaluation.offpolicy;

import io.hindsight.scoring.evaluation.protocol.Seeds;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;

/** Applies all estimators to one log. The same log, policy and settings give the same bits. */
public final class OffPolicyEvaluation {
  private final LoggedRounds rounds;
  private final Target target;
  private final OffPolicySettings settings;
  private final int[] folds;
  private final double[] weights;
  private final double[] guesses;
  private final double[] values;

  private OffPolicyEvaluation(LoggedRounds rounds, Target target, OffPolicySettings settings) {
    this.rounds = rounds;
    this.target = target;
    this.settings = settings;
    int n = rounds.size();
    folds = RewardModel.folds(n, settings.folds(), settings.seed());
    weights = new double[n];
    guesses = new double[n];
    values = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] =
          target.without(folds[i]).of(rounds.cells()[i], rounds.actions()[i])
              / rounds.propensities()[i];
    }
  }

  /** What a policy would have earned whose probabilities are known. */
  public static OffPolicyEstimate of(
      LoggedRounds rounds, TargetPolicy target, OffPolicySettings settings) {
    return of(rounds, new Target.Known(target), settings);
  }

  /**
   * What a policy would have earned of which only a log is at hand: how often it shows each action
   * in each cell is estimated from that, cross-fitted, and its error widens the intervals.
   *
   * @param ofTarget of the same cells and actions; may be the same log
   */
  public static OffPolicyEstimate of(
      LoggedRounds rounds, LoggedRounds ofTarget, OffPolicySettings settings) {
    return of(rounds, Target.Estimated.from(ofTarget, settings), settings);
  }

  private static OffPolicyEstimate of(
      LoggedRounds rounds, Target target, OffPolicySettings settings) {
    target.requireFits(rounds);
    var evaluation = new OffPolicyEvaluation(rounds, target, settings);
    Overlap overlap = Overlap.of(evaluation.weights);
    String refusal = overlap.refusal();
    if (!refusal.isEmpty()) {
      return new OffPolicyEstimate.Refused(
          overlap,
          refusal,
          "log more exploration, or ask about a policy nearer to the one that was logged");
    }
    evaluation.crossFit();
    return new OffPolicyEstimate.Told(overlap, evaluation.all());
  }

  private void crossFit() {
    int[] included = new int[rounds.size()];
    for (int fold = 0; fold < settings.folds(); fold++) {
      for (int i = 0; i < included.length; i++) {
        included[i] = folds[i] == fold ? 0 : 1;
      }
      RewardModel model = RewardModel.fit(rounds, included, settings.prior());
      double[] byCell = model.values(target.without(fold));
      for (int i = 0; i < included.length; i++) {
        if (folds[i] == fold) {
          guesses[i] = model.of(rounds.cells()[i], rounds.actions()[i]);
          values[i] = byCell[rounds.cells()[i]];
        }
      }
    }
  }

  private Map<Estimator, Estimate> all() {
    double errorOfTarget = target.error(rounds, wholeModel());
    Map<Estimator, Estimate> all = new EnumMap<>(Estimator.class);
    for (Estimator estimator : Estimator.values()) {
      all.put(
          estimator,
          switch (estimator) {
            case SNIPS ->
                widened(selfNormalised(new double[rounds.size()], rounds.rewards()), errorOfTarget);
            case SNDR -> widened(selfNormalised(values, residuals()), errorOfTarget);
            case DM -> directMethod();
            case IPS, CLIPPED_IPS, DR -> widened(mean(estimator), errorOfTarget);
            case SWITCH_DR, DROS -> widened(trusting(estimator), errorOfTarget);
          });
    }
    return all;
  }

  private RewardModel wholeModel() {
    int[] once = new int[rounds.size()];
    Arrays.fill(once, 1);
    return RewardModel.fit(rounds, once, settings.prior());
  }

  /** The two logs err independently of each other. */
  private Estimate widened(Estimate estimate, double error) {
    double margin = Math.hypot(estimate.high() - estimate.mean(), quantile() * error);
    return new Estimate(
        estimate.mean(), estimate.mean() - margin, estimate.mean() + margin, estimate.n());
  }

  private double quantile() {
    return TDistribution.of(rounds.size() - 1)
        .inverseCumulativeProbability((1 + settings.confidence()) / 2);
  }

  private Estimate mean(Estimator estimator) {
    double[] rewards = rounds.rewards();
    double[] terms = new double[rewards.length];
    double clip = settings.clip(rewards.length);
    double threshold = settings.threshold(rewards.length);
    for (int i = 0; i < terms.length; i++) {
      double weight = weights[i];
      double residual = rewards[i] - guesses[i];
      terms[i] =
          switch (estimator) {
            case IPS -> weight * rewards[i];
            case CLIPPED_IPS -> Math.min(weight, clip) * rewards[i];
            case DR -> values[i] + weight * residual;
            case SWITCH_DR -> values[i] + (weight <= threshold ? weight * residual : 0);
            case DROS -> values[i] + shrunk(weight) * residual;
            case SNIPS, DM, SNDR -> throw new IllegalArgumentException(estimator + " is no mean");
          };
    }
    return Estimate.of(terms, settings.confidence());
  }

  /**
   * What is left to the reward model errs as that does: in a model of means, as the rounds would
   * that were left out. So the margin is that of all of them.
   */
  private Estimate trusting(Estimator estimator) {
    Estimate all = mean(Estimator.DR);
    double margin = all.high() - all.mean();
    double mean = mean(estimator).mean();
    return new Estimate(mean, mean - margin, mean + margin, all.n());
  }

  private double shrunk(double weight) {
    double lambda = settings.shrinkage();
    return lambda == 0 ? 0 : lambda * weight / (weight * weight + lambda);
  }

  private double[] residuals() {
    double[] residuals = new double[rounds.size()];
    Arrays.setAll(residuals, i -> rounds.rewards()[i] - guesses[i]);
    return residuals;
  }

  /**
   * {@code mean base + Σ w·y / Σ w}; its rounds' influences are {@code base + w·(y - q) / mean w}.
   */
  private Estimate selfNormalised(double[] base, double[] outcomes) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * outcomes[i];
      all += weights[i];
    }
    double quotient = sum / all;
    double mean = all / weights.length;
    double[] influences = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      influences[i] = quotient + base[i] + weights[i] * (outcomes[i] - quotient) / mean;
    }
    return Estimate.of(influences, settings.confidence());
  }

  private Estimate directMethod() {
    int n = rounds.size();
    int[] times = new int[n];
    Arrays.fill(times, 1);
    double estimate = modelled(times, target.whole());
    double[] again = new double[settings.resamples()];
    for (int resample = 0; resample < again.length; resample++) {
      SplittableRandom random = Seeds.stream(settings.seed(), resample);
      again[resample] = modelled(drawn(n, random), target.again(random));
    }
    Estimate spread = Estimate.of(again, settings.confidence());
    double squares = 0;
    for (double value : again) {
      squares += (value - spread.mean()) * (value - spread.mean());
    }
    double margin = quantile() * Math.sqrt(squares / (again.length - 1));
    return new Estimate(estimate, estimate - margin, estimate + margin, n);
  }

  /** How often each is drawn, of so many draws with replacement. */
  static int[] drawn(int n, SplittableRandom random) {
    int[] times = new int[n];
    for (int i = 0; i < n; i++) {
      times[random.nextInt(n)]++;
    }
    return times;
  }

  /** The mean value of the rounds by a model of all of them, each as often as its number says. */
  private double modelled(int[] times, TargetPolicy policy) {
    double[] byCell = RewardModel.fit(rounds, times, settings.prior()).values(policy);
    double sum = 0;
    for (int i = 0; i < times.length; i++) {
      sum += times[i] * byCell[rounds.cells()[i]];
    }
    return sum / times.length;
  }
}
