package io.hindsight.benchmarks.training;

import io.hindsight.benchmarks.support.Child;
import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Machine;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.scoring.als.AlsConfig;
import io.hindsight.scoring.als.AlsTrainer;
import io.hindsight.scoring.data.TrainingData;
import java.io.IOException;
import java.util.Map;

/**
 * Whether a long training is as fast in a process that has done short ones, by plain loops, as in a
 * fresh one. In seconds of processors, and so also on a busy machine.
 */
public final class KernelsBenchmark {
  private static final int THREADS = 2;
  private static final int SHORT = 360;
  private static final int LONG = 6_040;

  /** Of each; the first one waits for the JIT. */
  private static final int TIMES = 4;

  private KernelsBenchmark() {}

  public static void run(Settings settings) throws IOException {
    Figures figures =
        new Figures("kernels")
            .about("pairs", Shaped.of(LONG, items(LONG)).pairs())
            .about("pairs of the short ones", Shaped.of(SHORT, items(SHORT)).pairs())
            .about("threads", THREADS);
    for (int round = 0; round < settings.rounds(); round++) {
      System.out.println("  round " + (round + 1));
      Map<String, Double> fresh = Child.run(KernelsBenchmark.class, 0);
      Map<String, Double> after = Child.run(KernelsBenchmark.class, TIMES);
      figures.add("in a fresh process: processor s, the first", of(fresh, "first"));
      figures.add("in a fresh process: processor s, the best", of(fresh, "best"));
      figures.add("after short ones: processor s, the first", of(after, "first"));
      figures.add("after short ones: processor s, the best", of(after, "best"));
    }
    for (String which : new String[] {"first", "best"}) {
      figures.ratio(
          "after short ones to fresh, the " + which,
          "after short ones: processor s, the " + which,
          "in a fresh process: processor s, the " + which);
    }
    figures.print(settings.results());
  }

  private static double of(Map<String, Double> results, String name) {
    return results.getOrDefault(name, Double.NaN);
  }

  /** The child: so many short trainings, then long ones. */
  public static void main(String[] arguments) {
    int shortOnes = Integer.parseInt(arguments[0]);
    TrainingData few = Shaped.of(SHORT, items(SHORT));
    for (int i = 0; i < shortOnes; i++) {
      train(few);
    }
    TrainingData many = Shaped.of(LONG, items(LONG));
    double first = train(many);
    double best = Double.MAX_VALUE;
    for (int i = 1; i < TIMES; i++) {
      best = Math.min(best, train(many));
    }
    System.out.println("first=" + first);
    System.out.println("best=" + best);
  }

  private static int items(int people) {
    return people * 3_706 / 6_040;
  }

  private static double train(TrainingData data) {
    double begun = Machine.cpuSeconds();
    new AlsTrainer(new AlsConfig(64, 0.003, 0.3, 1, 1, 7, 0)).train(data, 1, THREADS);
    return Machine.cpuSeconds() - begun;
  }
}
