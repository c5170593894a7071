package io.hindsight.scoring.evaluation.search;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.metrics.Column;
import io.hindsight.scoring.evaluation.metrics.Evaluator;
import io.hindsight.scoring.evaluation.metrics.Metric;
import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.protocol.Seeds;
import io.hindsight.scoring.evaluation.protocol.Split;
import io.hindsight.scoring.evaluation.protocol.Splitter;
import io.hindsight.scoring.evaluation.report.ModelSpec;
import io.hindsight.scoring.evaluation.report.Watcher;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.registry.Algorithm;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tries candidates on a validation part, which is cut out of the training part. */
public final class Search {
  private static final double CONFIDENCE = 0.95;

  private static final Comparator<Trial> BEST_FIRST =
      Comparator.comparingDouble((Trial trial) -> -trial.quality().mean())
          .thenComparingInt(Trial::candidate);

  private final AlgorithmRegistry registry;
  private final Interactions training;
  private final Protocol protocol;
  private final SearchPlan plan;
  private final int k;
  private final long seed;
  private final int threads;
  private final Split split;
  private final Evaluator evaluator;

  /**
   * @param training what the models that are tested in the end will learn from
   * @param protocol of the test; the validation part is made in the same way where that is possible
   * @param k the length of lists whose NDCG decides
   */
  public Search(
      AlgorithmRegistry registry,
      Interactions training,
      Protocol protocol,
      SearchPlan plan,
      int k,
      long seed,
      int threads) {
    this.registry = registry;
    this.training = training;
    this.protocol = validation(protocol, training.timed());
    this.plan = plan;
    this.k = k;
    this.seed = seed;
    this.threads = threads;
    // Another seed than the test's: the same one would hold out the same places again.
    split = new Splitter(training, this.protocol, seed + 1, null).fold(0);
    evaluator = new Evaluator(split, this.protocol, new int[] {k}, null);
  }

  /** How the validation part is made. */
  public static Protocol validation(Protocol test, boolean timed) {
    return switch (test) {
      case Protocol.LeaveLastOut same -> same;
      case Protocol.Temporal same -> same;
      case Protocol.RandomHoldOut same -> same;
      case Protocol.StrongGeneralisation same -> same;
      case Protocol.SampledNegatives same -> timed ? same : new Protocol.RandomHoldOut(0.1);
      case Protocol.Given given -> new Protocol.RandomHoldOut(0.1);
      case Protocol.KFold folds ->
          throw new IllegalArgumentException(
              "settings are not searched with k-fold: what is validation in one fold is test in"
                  + " another; take the protocol random");
    };
  }

  /**
   * @throws io.hindsight.scoring.registry.InvalidSettings before anything is trained
   */
  public SearchOutcome run(SearchSpace space, Journal journal, Watcher watcher) throws IOException {
    List<ModelSpec> candidates = draw(space);
    String search =
        Fingerprints.of(
            training,
            String.join("\n", space.key(), plan.toString(), protocol.toString(), k + " " + seed)
                + decay());
    int known = 0;
    List<Integer> left = IntStream.range(0, candidates.size()).boxed().toList();
    List<Trial> tried = List.of();
    try (Watcher.Step step = watcher.begin("searching " + space.text(), plan.steps())) {
      List<SearchPlan.Rung> rungs = plan.rungs();
      for (int rung = 0; rung < rungs.size(); rung++) {
        TrainingData data = part(rungs.get(rung).share());
        List<Trial> trials = new ArrayList<>();
        for (int candidate : left.subList(0, rungs.get(rung).candidates())) {
          ModelSpec spec = candidates.get(candidate);
          Optional<Estimate> earlier = journal.find(search, rung, candidate);
          known += earlier.isPresent() ? 1 : 0;
          Estimate quality = earlier.isPresent() ? earlier.get() : quality(spec, data);
          if (earlier.isEmpty()) {
            journal.add(search, rung, candidate, quality);
          }
          trials.add(new Trial(rung, candidate, spec, quality));
          step.advance(1);
        }
        trials.sort(BEST_FIRST);
        left = trials.stream().map(Trial::candidate).toList();
        tried = trials;
      }
    }
    return new SearchOutcome(space.text(), protocol, k, tried, plan.trials(), plan.steps(), known);
  }

  private String decay() {
    return training.decay().decays() ? "\n" + training.decay() : "";
  }

  private List<ModelSpec> draw(SearchSpace space) {
    List<ModelSpec> candidates = new ArrayList<>();
    for (int candidate = 0; candidate < plan.trials(); candidate++) {
      ModelSpec spec = space.draw(Seeds.stream(seed, candidate));
      registry.get(spec.algorithm()).settings(spec.settings());
      candidates.add(spec);
    }
    return candidates;
  }

  /** Some of the training users with all of the items' numbers. */
  private TrainingData part(double share) {
    TrainingData all = split.training();
    if (share >= 1) {
      return all;
    }
    int[] chosen =
        Arrays.copyOf(
            Seeds.permutation(all.users(), Seeds.stream(seed, -3)),
            (int) Math.max(1, Math.round(all.users() * share)));
    Arrays.sort(chosen);
    int[] starts = new int[chosen.length + 1];
    for (int i = 0; i < chosen.length; i++) {
      starts[i + 1] = starts[i] + all.byUser().length(chosen[i]);
    }
    int[] columns = new int[starts[chosen.length]];
    float[] weights = new float[columns.length];
    long[] times = new long[all.timed() ? columns.length : 0];
    for (int i = 0; i < chosen.length; i++) {
      for (int at = 0; at < all.byUser().length(chosen[i]); at++) {
        int from = all.byUser().start(chosen[i]) + at;
        columns[starts[i] + at] = all.byUser().column(from);
        weights[starts[i] + at] = all.byUser().weight(from);
        if (times.length > 0) {
          times[starts[i] + at] = all.time(from);
        }
      }
    }
    return TrainingData.of(all.items(), starts, columns, weights, times);
  }

  private Estimate quality(ModelSpec spec, TrainingData data) {
    Algorithm algorithm = registry.get(spec.algorithm());
    ItemModel model = algorithm.train(data, algorithm.settings(spec.settings()), seed, threads);
    Column ndcg = new Column(false, new MetricAt(Metric.NDCG, k));
    return Estimate.of(evaluator.measure(model, threads, users -> {}).column(ndcg), CONFIDENCE);
  }
}
