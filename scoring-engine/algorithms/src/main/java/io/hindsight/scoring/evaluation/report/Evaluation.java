package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.evaluation.metrics.Evaluator;
import io.hindsight.scoring.evaluation.metrics.ItemGroups;
import io.hindsight.scoring.evaluation.metrics.Measured;
import io.hindsight.scoring.evaluation.metrics.RerankSpec;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.protocol.Split;
import io.hindsight.scoring.evaluation.protocol.Splitter;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.registry.Algorithm;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trains models one after the other, fold by fold, and measures them. */
public final class Evaluation {
  private static final double CONFIDENCE = 0.95;

  private final AlgorithmRegistry registry;
  private final Settings settings;
  private final LongSupplier nanos;
  private final Watcher watcher;

  /**
   * @param ks lengths of lists, rising; models are compared at the first
   * @param groups what calibration is measured by; null for popularity
   * @param labels of users by id, for segments
   * @param margins of items by id; empty where nothing is known of them
   * @param reranks re-rankers that each model's lists are also measured with
   * @param repeat whether each model is trained and measured once more, with another number of
   *     threads, and refused if a bit differs
   */
  public record Settings(
      Protocol protocol,
      long seed,
      int threads,
      List<Integer> ks,
      @Nullable Function<Split, ItemGroups> groups,
      Map<String, String> labels,
      Map<String, Double> margins,
      List<RerankSpec> reranks,
      boolean repeat) {
    /** Without margins and re-rankers. */
    public Settings(
        Protocol protocol,
        long seed,
        int threads,
        List<Integer> ks,
        @Nullable Function<Split, ItemGroups> groups,
        Map<String, String> labels,
        boolean repeat) {
      this(protocol, seed, threads, ks, groups, labels, Map.of(), List.of(), repeat);
    }

    public Settings {
      margins = Map.copyOf(margins);
      reranks = List.copyOf(reranks);
      ks = ks.stream().sorted().distinct().toList();
      if (threads < 1 || threads > 1024) {
        throw new IllegalArgumentException("threads must be in 1..1024, were " + threads);
      }
    }

    int[] lengths() {
      return ks.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /**
   * @param nanos a clock that only measures durations
   */
  public Evaluation(
      AlgorithmRegistry registry, Settings settings, LongSupplier nanos, Watcher watcher) {
    this.registry = registry;
    this.settings = settings;
    this.nanos = nanos;
    this.watcher = watcher;
  }

  /**
   * A model that refuses the data is told of in the report, and costs no other its figures.
   *
   * @throws io.hindsight.scoring.registry.InvalidSettings before anything is trained
   * @throws IllegalArgumentException if every model refuses the data
   * @throws io.hindsight.scoring.evaluation.UnfitData if the protocol leaves nothing to do
   */
  public EvaluationReport run(Splitter splitter, List<ModelSpec> specs) {
    List<Run> runs = new ArrayList<>();
    for (ModelSpec spec : specs) {
      runs.add(new Run(spec, registry.get(spec.algorithm())));
    }
    SplitFacts facts = null;
    Evaluator evaluator = null;
    int folds = settings.protocol().folds();
    for (int fold = 0; fold < folds; fold++) {
      Split split = splitter.fold(fold);
      evaluator =
          new Evaluator(
              split,
              settings.protocol(),
              settings.lengths(),
              settings.groups(),
              settings.margins());
      evaluator.require(settings.reranks());
      facts = facts == null ? SplitFacts.of(split) : facts;
      for (Run run : runs) {
        run.fold(split, evaluator, folds == 1 ? "" : " (%d/%d)".formatted(fold + 1, folds));
      }
    }
    if (facts == null || evaluator == null) {
      throw new IllegalStateException("a protocol has one fold at least");
    }
    List<ModelReport> models = runs.stream().flatMap(run -> run.reports(specs)).toList();
    if (models.isEmpty()) {
      throw runs.stream()
          .map(run -> run.refusal)
          .filter(Objects::nonNull)
          .findFirst()
          .orElseThrow();
    }
    return new EvaluationReport(
        settings.protocol(),
        settings.seed(),
        CONFIDENCE,
        facts,
        Segments.mostItemsOfNewUsers(models.getFirst().measured()),
        evaluator.popularity().tailItems(),
        evaluator.groupedBy(),
        models,
        runs.stream().flatMap(run -> run.refused(specs)).toList(),
        Comparison.all(models, settings.ks().getFirst(), CONFIDENCE));
  }

  /** One model on its way through the folds. */
  private final class Run {
    private static final String NO_HEAP =
        "its training ran out of memory: give the process a larger heap (-Xmx)";

    private final ModelSpec spec;
    private final Algorithm algorithm;
    private final Map<String, String> config;
    private final List<Measured> folds = new ArrayList<>();
    private final List<List<Measured>> reranked = new ArrayList<>();
    private final double[] rerankSeconds = new double[settings.reranks().size()];
    private double trainSeconds;
    private double scoreSeconds;
    private long bytes;
    private String hash = "";
    private @Nullable IllegalArgumentException refusal;

    Run(ModelSpec spec, Algorithm algorithm) {
      this.spec = spec;
      this.algorithm = algorithm;
      this.config = algorithm.settings(spec.settings());
      settings.reranks().forEach(rerank -> reranked.add(new ArrayList<>()));
    }

    void fold(Split split, Evaluator evaluator, String which) {
      if (refusal != null) {
        return;
      }
      long began = nanos.getAsLong();
      ItemModel model;
      try {
        model = train(split.training(), settings.threads(), spec.text() + which);
      } catch (IllegalArgumentException e) {
        refusal = e;
        return;
      } catch (OutOfMemoryError e) {
        // What the training held is unreachable by now: the other models have all of the heap.
        refusal = new IllegalArgumentException(NO_HEAP, e);
        return;
      }
      long trained = nanos.getAsLong();
      Measured measured = measure(split, evaluator, model, null, settings.threads(), which);
      trainSeconds += (trained - began) / 1e9;
      scoreSeconds += (nanos.getAsLong() - trained) / 1e9;
      Fingerprint own = Fingerprint.of(new ModelArtifact(algorithm.name(), config, model));
      bytes += own.bytes();
      hash = hash.isEmpty() ? own.hash() : hash;
      folds.add(measured);
      for (int r = 0; r < reranked.size(); r++) {
        long from = nanos.getAsLong();
        reranked.get(r).add(reranked(split, evaluator, model, r, settings.threads(), which));
        rerankSeconds[r] += (nanos.getAsLong() - from) / 1e9;
      }
      if (settings.repeat()) {
        repeat(split, evaluator, which, own);
      }
    }

    private Measured reranked(
        Split split, Evaluator evaluator, ItemModel model, int r, int threads, String which) {
      RerankSpec rerank = settings.reranks().get(r);
      return measure(split, evaluator, model, rerank, threads, " with " + rerank + which);
    }

    private ItemModel train(TrainingData data, int threads, String what) {
      try (Watcher.Step step = watcher.begin("training " + what, 1)) {
        ItemModel model = algorithm.train(data, config, settings.seed(), threads);
        step.advance(1);
        return model;
      }
    }

    private Measured measure(
        Split split,
        Evaluator evaluator,
        ItemModel model,
        @Nullable RerankSpec rerank,
        int threads,
        String which) {
      try (Watcher.Step step =
          watcher.begin("measuring " + spec.text() + which, split.tests().size())) {
        return evaluator.measure(model, rerank, threads, step::advance);
      }
    }

    private void repeat(Split split, Evaluator evaluator, String which, Fingerprint print) {
      int threads = settings.threads() == 1 ? 2 : 1;
      ItemModel model = train(split.training(), threads, spec.text() + which + " again");
      if (!Fingerprint.of(new ModelArtifact(algorithm.name(), config, model)).equals(print)) {
        throw new NotRepeatable(
            "%s is another model when it is trained with %d threads instead of %d"
                .formatted(spec.text(), threads, settings.threads()));
      }
      Measured plain = measure(split, evaluator, model, null, threads, which + " again");
      NotRepeatable.require(folds.getLast(), plain, spec.text());
      for (int r = 0; r < reranked.size(); r++) {
        Measured second = reranked(split, evaluator, model, r, threads, which + " again");
        NotRepeatable.require(
            reranked.get(r).getLast(), second, spec.text() + " with " + settings.reranks().get(r));
      }
    }

    Stream<Refused> refused(List<ModelSpec> all) {
      IllegalArgumentException why = refusal;
      return why == null
          ? Stream.empty()
          : Stream.of(
              new Refused(spec.algorithm(), label(all), shown(), String.valueOf(why.getMessage())));
    }

    private Map<String, String> shown() {
      return algorithm.everySetting(spec.settings());
    }

    private String label(List<ModelSpec> all) {
      Stream<ModelSpec> sameAlgorithm =
          all.stream().filter(other -> other.algorithm().equals(spec.algorithm()));
      return sameAlgorithm.count() > 1 ? spec.text() : spec.algorithm();
    }

    Stream<ModelReport> reports(List<ModelSpec> all) {
      if (refusal != null) {
        return Stream.empty();
      }
      List<ModelReport> reports = new ArrayList<>();
      reports.add(report(all, null, folds, scoreSeconds));
      for (int r = 0; r < reranked.size(); r++) {
        RerankSpec rerank = settings.reranks().get(r);
        reports.add(report(all, rerank, reranked.get(r), rerankSeconds[r]));
      }
      return reports.stream();
    }

    private ModelReport report(
        List<ModelSpec> all, @Nullable RerankSpec rerank, List<Measured> parts, double seconds) {
      Measured measured = Folds.together(parts);
      Segments segments = new Segments(CONFIDENCE, settings.labels());
      return new ModelReport(
          spec.algorithm(),
          label(all) + (rerank == null ? "" : " + " + rerank),
          shown(),
          rerank,
          segments.overall(measured),
          segments.bySegment(measured),
          measured,
          trainSeconds,
          seconds,
          bytes / folds.size(),
          hash);
    }
  }
}
