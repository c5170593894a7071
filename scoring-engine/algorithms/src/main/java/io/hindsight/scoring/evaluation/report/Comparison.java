package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.metrics.Column;
import io.hindsight.scoring.evaluation.metrics.Metric;
import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.statistics.Jackknife;
import io.hindsight.scoring.evaluation.statistics.PairedComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One model against another.
 *
 * @param first label of a model
 * @param second label of another
 * @param adjusted the paired t test's p value, adjusted for all comparisons by this metric (Holm)
 */
public record Comparison(
    MetricAt metric, String first, String second, PairedComparison paired, double adjusted) {

  /**
   * Every model with every other, by NDCG and by what is of all lists together; adjusted among
   * those of one metric.
   */
  static List<Comparison> all(List<ModelReport> models, int k, double confidence) {
    List<MetricAt> metrics = new ArrayList<>(List.of(new MetricAt(Metric.NDCG, k)));
    List<MetricAt> ofAll = models.getFirst().measured().ofAll();
    ofAll.stream().filter(metric -> metric.k() == k).forEach(metrics::add);
    List<Comparison> all = new ArrayList<>();
    for (MetricAt metric : metrics) {
      List<Comparison> ofOne =
          ofAll.contains(metric)
              ? together(models, metric, confidence)
              : byUser(models, metric, confidence);
      all.addAll(adjusted(ofOne));
    }
    return all;
  }

  private static List<Comparison> byUser(
      List<ModelReport> models, MetricAt metric, double confidence) {
    Column column = new Column(false, metric);
    return pairs(
        models,
        metric,
        (first, second) ->
            PairedComparison.of(
                models.get(first).measured().column(column),
                models.get(second).measured().column(column),
                confidence));
  }

  private static List<Comparison> together(
      List<ModelReport> models, MetricAt metric, double confidence) {
    boolean[] everyone = new boolean[models.getFirst().measured().users().size()];
    Arrays.fill(everyone, true);
    List<Jackknife> figures =
        models.stream().map(one -> one.measured().together(metric, everyone, false)).toList();
    return pairs(
        models,
        metric,
        (first, second) ->
            PairedComparison.of(figures.get(first), figures.get(second), confidence));
  }

  private static List<Comparison> pairs(
      List<ModelReport> models,
      MetricAt metric,
      BiFunction<Integer, Integer, PairedComparison> paired) {
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      for (int j = i + 1; j < models.size(); j++) {
        String first = models.get(i).label();
        comparisons.add(
            new Comparison(metric, first, models.get(j).label(), paired.apply(i, j), 1));
      }
    }
    return comparisons;
  }

  private static List<Comparison> adjusted(List<Comparison> comparisons) {
    double[] adjusted =
        PairedComparison.adjusted(
            comparisons.stream().mapToDouble(comparison -> comparison.paired().tTest()).toArray());
    List<Comparison> all = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Comparison one = comparisons.get(i);
      all.add(new Comparison(one.metric, one.first, one.second, one.paired, adjusted[i]));
    }
    return all;
  }
}
