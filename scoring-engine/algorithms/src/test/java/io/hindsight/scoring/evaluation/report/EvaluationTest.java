package io.hindsight.scoring.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.evaluation.Logs;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.metrics.Metric;
import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.metrics.RerankSpec;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.protocol.Splitter;
import io.hindsight.scoring.linear.Workers;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.registry.Algorithm;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.InvalidSettings;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final long SEED = 5;
  private static final Interactions DATA = Logs.random(SEED, 200, 60);

  private static Evaluation.Settings settings(Protocol protocol, boolean repeat) {
    return new Evaluation.Settings(protocol, SEED, 2, List.of(20, 5), null, Map.of(), repeat);
  }

  private static EvaluationReport run(Protocol protocol, String models, boolean repeat) {
    return new Evaluation(
            AlgorithmRegistry.standard(), settings(protocol, repeat), () -> 0, Watcher.NONE)
        .run(new Splitter(DATA, protocol, SEED, null), ModelSpec.parseAll(models));
  }

  @Test
  void whatAServerCountsHasTheNameOfTheModelThatIsTrainedLikeIt() {
    assertThat(ModelSpec.parseAll("popularity,trending:halfLife=24,als"))
        .extracting(ModelSpec::algorithm)
        .containsExactly("most-popular", "recently-popular", "als");
  }

  @Test
  void modelsAreMeasuredAndComparedUnderEachProtocol() {
    for (Protocol protocol :
        List.of(
            new Protocol.LeaveLastOut(),
            new Protocol.Temporal(0.8),
            new Protocol.RandomHoldOut(0.2),
            new Protocol.KFold(3),
            new Protocol.StrongGeneralisation(0.2, 0.2),
            new Protocol.SampledNegatives(20))) {
      EvaluationReport report = run(protocol, "item-knn, item-knn:neighbours=1:shrinkage=0", true);
      ModelReport first = report.models().getFirst();
      assertThat(first.config()).containsEntry("neighbours", "50");
      assertThat(report.models())
          .extracting(ModelReport::label)
          .containsExactly("item-knn", "item-knn:neighbours=1:shrinkage=0");
      var ndcg = first.metrics().get(new MetricAt(Metric.NDCG, 5));
      assertThat(ndcg.mean()).as(protocol.name()).isBetween(0.01, 0.99);
      assertThat(ndcg.low()).isLessThan(ndcg.mean());
      assertThat(ndcg.high()).isGreaterThan(ndcg.mean());
      MetricAt coverage = new MetricAt(Metric.COVERAGE, 5);
      assertThat(first.metrics().containsKey(coverage)).isEqualTo(!protocol.sampled());
      for (var part : first.segments().entrySet()) {
        assertThat(part.getValue().containsKey(coverage)).isEqualTo(!protocol.sampled());
      }
      if (!protocol.sampled()) {
        var all = first.metrics().get(coverage);
        assertThat(all.low()).as(protocol.name()).isLessThanOrEqualTo(all.mean());
        assertThat(first.segments().get(Segments.NEW_USERS).get(coverage).mean())
            .isLessThanOrEqualTo(all.mean());
      }
      assertThat(first.segments()).containsKeys(Segments.NEW_USERS, Segments.TAIL_ITEMS);
      assertThat(report.comparisons())
          .extracting(comparison -> comparison.metric().toString())
          .containsExactly(
              protocol.sampled()
                  ? new String[] {"ndcg@5"}
                  : new String[] {"ndcg@5", "coverage@5", "gini@5"});
      assertThat(report.comparisons().getFirst())
          .satisfies(
              comparison -> {
                assertThat(comparison.paired().difference().mean())
                    .isCloseTo(
                        ndcg.mean()
                            - report
                                .models()
                                .getLast()
                                .metrics()
                                .get(new MetricAt(Metric.NDCG, 5))
                                .mean(),
                        within(1e-12));
              });
      assertThat(first.bytes()).isPositive();
    }
  }

  @Test
  void aUserOfSeveralFoldsCountsOnce() {
    EvaluationReport report = run(new Protocol.KFold(3), "item-knn", false);
    assertThat(report.models().getFirst().measured().users()).doesNotHaveDuplicates();
    assertThat(report.models().getFirst().metrics().get(new MetricAt(Metric.NDCG, 5)).n())
        .isGreaterThan(report.facts().testUsers() / 2)
        .isLessThanOrEqualTo(DATA.users());
  }

  @Test
  void marketplacesAreSegments() {
    Map<String, String> labels = new TreeMap<>();
    for (int user = 0; user < DATA.users(); user++) {
      labels.put(DATA.user(user), user % 3 == 0 ? "de" : "at");
    }
    Protocol protocol = new Protocol.RandomHoldOut(0.2);
    EvaluationReport report =
        new Evaluation(
                AlgorithmRegistry.standard(),
                new Evaluation.Settings(protocol, SEED, 1, List.of(5), null, labels, false),
                () -> 0,
                Watcher.NONE)
            .run(new Splitter(DATA, protocol, SEED, null), ModelSpec.parseAll("item-knn"));
    var segments = report.models().getFirst().segments();
    MetricAt recall = new MetricAt(Metric.RECALL, 5);
    int de = segments.get("de").get(recall).n();
    int at = segments.get("at").get(recall).n();
    assertThat(de + at).isEqualTo(report.facts().testUsers());
    assertThat(at).isGreaterThan(de);
  }

  private static Algorithm trainedBy(
      String name, BiFunction<TrainingData, Integer, ItemModel> training) {
    return new Algorithm() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Map<String, String> settings(Map<String, String> given) {
        return given;
      }

      @Override
      public ItemModel train(
          TrainingData data, Map<String, String> settings, long seed, int threads) {
        return training.apply(data, threads);
      }

      @Override
      public ItemModel read(DataInput in) throws IOException {
        throw new IOException("nothing was stored");
      }
    };
  }

  @Test
  void aTrainingWithoutEnoughMemoryLeavesTheOthersTheirFigures() {
    Algorithm greedy =
        trainedBy(
            "greedy",
            (data, threads) -> {
              try (Workers workers = new Workers(threads)) {
                workers.run(
                    2,
                    part -> {
                      throw new OutOfMemoryError("Java heap space");
                    });
              }
              throw new IllegalStateException("it had enough");
            });
    Protocol protocol = new Protocol.LeaveLastOut();
    AlgorithmRegistry both =
        new AlgorithmRegistry(List.of(greedy, AlgorithmRegistry.standard().get("item-knn")));
    EvaluationReport report =
        new Evaluation(both, settings(protocol, false), () -> 0, Watcher.NONE)
            .run(new Splitter(DATA, protocol, SEED, null), ModelSpec.parseAll("greedy,item-knn"));
    assertThat(report.models()).extracting(ModelReport::name).containsExactly("item-knn");
    assertThat(report.refused())
        .singleElement()
        .extracting(Refused::reason)
        .asString()
        .contains("ran out of memory", "-Xmx");
  }

  @Test
  void aTrainingThatIsAnotherEachTimeIsFound() {
    Algorithm real = AlgorithmRegistry.standard().get("item-knn");
    int[] runs = {0};
    Algorithm drifting =
        trainedBy(
            "drifting",
            (data, threads) ->
                real.train(data, Map.of("neighbours", "" + ++runs[0]), SEED, threads));
    Protocol protocol = new Protocol.LeaveLastOut();
    Evaluation evaluation =
        new Evaluation(
            new AlgorithmRegistry(List.of(drifting)),
            settings(protocol, true),
            () -> 0,
            Watcher.NONE);
    assertThatThrownBy(
            () ->
                evaluation.run(
                    new Splitter(DATA, protocol, SEED, null), ModelSpec.parseAll("drifting")))
        .isInstanceOf(NotRepeatable.class)
        .hasMessageContaining("drifting is another model when it is trained with 1 threads");
  }

  @Test
  void wrongModelsAreRefusedBeforeAnythingIsTrained() {
    for (String[] wrong :
        new String[][] {
          {"oracle", "no algorithm oracle"},
          {"item-knn:neighbors=3", "no setting [neighbors]"},
          {"item-knn:neighbours", "neighbours is no setting"},
          {"item-knn:neighbours=", "neighbours= is no setting"},
          {"item-knn:neighbours=3:neighbours=4", "neighbours is there twice"},
          {"item-knn,", "a model has no name"},
          {"", "a model has no name"},
          {"item-knn,item-knn", "is there twice"},
        }) {
      assertThatThrownBy(() -> run(new Protocol.LeaveLastOut(), wrong[0], false))
          .isInstanceOf(InvalidSettings.class)
          .hasMessageContaining(wrong[1]);
    }
    assertThatThrownBy(
            () ->
                new Evaluation.Settings(
                    new Protocol.Given(), 1, 0, List.of(5), null, Map.of(), false))
        .hasMessageContaining("1..1024");
  }

  @Test
  void whatARerankerGainsAndCostsStandsBesideTheModelsOwnLists() {
    Protocol protocol = new Protocol.RandomHoldOut(0.2);
    var settings =
        new Evaluation.Settings(
            protocol,
            SEED,
            2,
            List.of(5),
            null,
            Map.of(),
            Map.of(),
            RerankSpec.parseAll("mmr=0, mmr=0.9,novelty=0.9,debias=1"),
            false);
    EvaluationReport report =
        new Evaluation(AlgorithmRegistry.standard(), settings, () -> 0L, Watcher.NONE)
            .run(
                new Splitter(DATA, protocol, SEED, null),
                ModelSpec.parseAll("item-knn:neighbours=50:shrinkage=0"));
    assertThat(report.models())
        .extracting(ModelReport::label)
        .containsExactly(
            "item-knn",
            "item-knn + mmr=0.0",
            "item-knn + mmr=0.9",
            "item-knn + novelty=0.9",
            "item-knn + debias=1.0");
    MetricAt novelty = new MetricAt(Metric.NOVELTY, 5);
    MetricAt diversity = new MetricAt(Metric.DIVERSITY, 5);
    var plain = report.models().getFirst().metrics();
    assertThat(report.models().get(1).metrics()).isEqualTo(plain);
    assertThat(mean(report, 2, diversity)).isGreaterThan(mean(report, 0, diversity));
    assertThat(mean(report, 3, novelty)).isGreaterThan(mean(report, 0, novelty));
    assertThat(mean(report, 4, novelty)).isGreaterThan(mean(report, 0, novelty));
    TradeOff trade = TradeOff.of(report);
    assertThat(trade.goals())
        .extracting(MetricAt::toString)
        .containsExactly("diversity@5", "novelty@5");
    for (ModelReport model : report.models()) {
      boolean beaten =
          report.models().stream()
              .anyMatch(
                  other ->
                      TradeOff.mean(other, trade.relevance())
                              > TradeOff.mean(model, trade.relevance())
                          && TradeOff.mean(other, novelty) > TradeOff.mean(model, novelty)
                          && TradeOff.mean(other, diversity) > TradeOff.mean(model, diversity));
      assertThat(trade.undominated(model)).as(model.label()).isEqualTo(!beaten);
    }
    assertThatThrownBy(() -> RerankSpec.parseAll("mmr")).hasMessageContaining("write mmr=0.3");
    assertThatThrownBy(() -> RerankSpec.parseAll("magic=1")).hasMessageContaining("there are [mmr");
    assertThatThrownBy(() -> RerankSpec.parseAll("mmr=2")).hasMessageContaining("0..1");
  }

  private static double mean(EvaluationReport report, int model, MetricAt metric) {
    return Objects.requireNonNull(report.models().get(model).metrics().get(metric)).mean();
  }
}
