package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.metrics.Metric;
import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.metrics.RerankSpec.Kind;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;

/**
 * What re-ranking gains in its goals and costs in relevance, by the means.
 *
 * @param relevance NDCG at the shortest length
 * @param goals what the goals of any setting make better, at the same length
 * @param models all of the report
 */
public record TradeOff(MetricAt relevance, List<MetricAt> goals, List<ModelReport> models) {
  public TradeOff {
    goals = List.copyOf(goals);
    models = List.copyOf(models);
  }

  /** Without goals where nothing was re-ranked. */
  public static TradeOff of(EvaluationReport report) {
    MetricAt relevance =
        report.models().getFirst().metrics().keySet().stream()
            .filter(metric -> metric.metric() == Metric.NDCG)
            .findFirst()
            .orElseThrow();
    List<MetricAt> goals = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      MetricAt metric = new MetricAt(kind.gains(), relevance.k());
      boolean used =
          report.models().stream()
              .anyMatch(model -> model.rerank() != null && model.rerank().strength(kind) > 0);
      if (used && !goals.contains(metric)) {
        goals.add(metric);
      }
    }
    return new TradeOff(relevance, goals, report.models());
  }

  /** NaN where it was not measured. */
  public static double mean(ModelReport model, MetricAt metric) {
    Estimate estimate = model.metrics().get(metric);
    return estimate == null ? Double.NaN : estimate.mean();
  }

  /** Whether no other setting is as good in relevance and all goals, and better in one. */
  public boolean undominated(ModelReport model) {
    return undominated(model, goals);
  }

  /** As the other, among relevance and these goals. */
  public boolean undominated(ModelReport model, List<MetricAt> among) {
    List<MetricAt> all = new ArrayList<>(among);
    all.add(relevance);
    return models.stream().noneMatch(other -> dominates(other, model, all));
  }

  private static boolean dominates(ModelReport one, ModelReport other, List<MetricAt> metrics) {
    boolean better = false;
    for (MetricAt metric : metrics) {
      int sign = metric.metric().lessIsBetter() ? -1 : 1;
      double gain = sign * (mean(one, metric) - mean(other, metric));
      if (!(gain >= 0)) {
        return false;
      }
      better |= gain > 0;
    }
    return better;
  }
}
