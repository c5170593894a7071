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
import java.util.Map;

/**
 * How often 95 % intervals hold a simulated truth, and what the Open Bandit Dataset says of one
 * policy by the log of the other.
 */
public final class OffPolicyBenchmark {
  private static final int RUNS = 1_000;
  private static final long[] WORLDS = {1, 2, 3, 4, 5};
  private static final int[] ROUNDS = {1_000, 3_000, 10_000};
  private static final int ITEMS = 34;

  private static final OffPolicySettings USUAL = OffPolicySettings.DEFAULT;

  /** Largest weights are 3 to 4.5 in these worlds. */
  private static final OffPolicySettings CUTTING =
      new OffPolicySettings(2.9, 2, 5, 3, 0, 20, 0.95, 1);

  private OffPolicyBenchmark() {}

  private static void add(Figures figures, String what, Map<Estimator, Double> held) {
    held.forEach((estimator, share) -> figures.add(estimator.label() + ", " + what, share));
  }

  public static void run(Settings settings) throws IOException {
    Figures figures = new Figures("off-policy").about("runs", RUNS);
    for (int rounds : ROUNDS) {
      for (long world : WORLDS) {
        Simulation simulation = new Simulation(world);
        long seed = world * 1_000_003;
        add(figures, rounds + " rounds", simulation.coverage(RUNS, rounds, USUAL, seed));
        add(
            figures,
            rounds + " rounds, a fifth of the target's",
            simulation.coverage(RUNS, rounds, rounds / 5, USUAL, seed));
        add(figures, rounds + " rounds, cut", simulation.coverage(RUNS, rounds, CUTTING, seed));
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
    show(
        "bts by the log of random",
        random,
        thompson,
        OffPolicyEvaluation.of(random, thompson, USUAL));
    show(
        "random by the log of bts",
        thompson,
        random,
        OffPolicyEvaluation.of(thompson, TargetPolicy.uniform(3, ITEMS), USUAL));
  }

  private static void show(
      String what, LoggedRounds log, LoggedRounds targetsOwn, OffPolicyEstimate estimate) {
    System.out.println(what);
    line("shown itself", Estimate.of(targetsOwn.rewards(), 0.95));
    line("logged", Estimate.of(log.rewards(), 0.95));
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
