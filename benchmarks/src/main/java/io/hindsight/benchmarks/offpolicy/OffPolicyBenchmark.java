package io.hindsight.benchmarks.offpolicy;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.scoring.evaluation.offpolicy.Estimator;
import io.hindsight.scoring.evaluation.offpolicy.LoggedRounds;
import io.hindsight.scoring.evaluation.offpolicy.OffPolicyEstimate;
import io.hindsight.scoring.evaluation.offpolicy.OffPolicyEvaluation;
import io.hindsight.scoring.evaluation.offpolicy.OffPolicySettings;
import io.hindsight.scoring.evaluation.offpolicy.Simulation;
import io.hindsight.scoring.evaluation.offpolicy.TargetPolicy;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How often 95 % intervals hold a simulated truth, and what the Open Bandit Dataset says of one
 * policy by the log of the other.
 */
public final class OffPolicyBenchmark {
  private static final int RUNS = 1_000;
  private static final long[] WORLDS = {1, 2, 3, 4, 5};
  private static final int[] ROUNDS = {1_000, 3_000, 10_000};
  private static final int ITEMS = 34;

  private OffPolicyBenchmark() {}

  public static void run(Settings settings) throws IOException {
    Figures figures = new Figures("off-policy").about("runs", RUNS);
    for (int rounds : ROUNDS) {
      for (long world : WORLDS) {
        new Simulation(world)
            .coverage(RUNS, rounds, OffPolicySettings.DEFAULT, world * 1_000_003)
            .forEach(
                (estimator, share) ->
                    figures.add(estimator.label() + ", " + rounds + " rounds: coverage", share));
      }
    }
    figures.print(settings.results());
    Path data = settings.openBandit();
    if (data == null) {
      System.out.println("    skipped: name the Open Bandit Dataset's folder by --obd=DIR");
      return;
    }
    LoggedRounds random = OpenBandit.read(data.resolve("random/men/men.csv.gz"), ITEMS);
    LoggedRounds thompson = OpenBandit.read(data.resolve("bts/men/men.csv.gz"), ITEMS);
    show("bts by the log of random", random, TargetPolicy.frequencies(thompson), thompson);
    show("random by the log of bts", thompson, TargetPolicy.uniform(3, ITEMS), random);
  }

  private static void show(
      String what, LoggedRounds log, TargetPolicy target, LoggedRounds targetsOwn) {
    System.out.println(what);
    line("shown itself", Estimate.of(targetsOwn.rewards(), 0.95));
    line("logged", Estimate.of(log.rewards(), 0.95));
    OffPolicyEstimate estimate = OffPolicyEvaluation.of(log, target, OffPolicySettings.DEFAULT);
    System.out.println("  " + estimate.overlap());
    switch (estimate) {
      case OffPolicyEstimate.Told told -> {
        for (Estimator estimator : Estimator.values()) {
          Estimate value = told.byEstimator().get(estimator);
          if (value != null) {
            line(estimator.label(), value);
          }
        }
      }
      case OffPolicyEstimate.Refused refused ->
          System.out.println("  refused: " + refused.reason());
    }
  }

  private static void line(String name, Estimate value) {
    System.out.printf(
        Locale.ROOT,
        "  %-14s %.5f  (%.5f to %.5f)%n",
        name,
        value.mean(),
        value.low(),
        value.high());
  }
}
