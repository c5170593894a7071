package io.hindsight.app.evaluation;

import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.report.Comparison;
import io.hindsight.scoring.evaluation.report.EvaluationReport;
import io.hindsight.scoring.evaluation.report.ModelReport;
import io.hindsight.scoring.evaluation.report.TradeOff;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons by one metric that a reader can take in: all of a few, else those of the best
 * model (by NDCG) with each other one.
 *
 * @param best label of the model that all are of; null where all pairs are shown
 * @param all how many there are
 */
record ShownComparisons(MetricAt metric, @Nullable String best, List<Comparison> shown, int all) {

  /** The other model of a comparison with the best one. */
  static String other(Comparison pair, String best) {
    return pair.first().equals(best) ? pair.second() : pair.first();
  }

  static List<ShownComparisons> of(EvaluationReport report, int most) {
    return report.comparisons().stream()
        .map(Comparison::metric)
        .distinct()
        .map(metric -> of(report, metric, most))
        .toList();
  }

  private static ShownComparisons of(EvaluationReport report, MetricAt metric, int most) {
    List<Comparison> all =
        report.comparisons().stream().filter(one -> one.metric().equals(metric)).toList();
    if (all.size() <= most) {
      return new ShownComparisons(metric, null, all, all.size());
    }
    MetricAt relevance = report.comparisons().getFirst().metric();
    String best =
        report.models().stream()
            .max(Comparator.comparingDouble(model -> TradeOff.mean(model, relevance)))
            .map(ModelReport::label)
            .orElseThrow();
    List<Comparison> shown =
        all.stream().filter(one -> one.first().equals(best) || one.second().equals(best)).toList();
    return new ShownComparisons(metric, best, shown, all.size());
  }
}
