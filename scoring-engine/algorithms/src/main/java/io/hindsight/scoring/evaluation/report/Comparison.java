package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.metrics.Column;
import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.statistics.PairedComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * One model against another.
 *
 * @param first label of a model
 * @param second label of another
 * @param adjusted the paired t test's p value, adjusted for all comparisons of the report (Holm)
 */
public record Comparison(
    MetricAt metric, String first, String second, PairedComparison paired, double adjusted) {

  /** Every model with every other. */
  static List<Comparison> all(List<ModelReport> models, MetricAt metric, double confidence) {
    Column column = new Column(false, metric);
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      for (int j = i + 1; j < models.size(); j++) {
        PairedComparison paired =
            PairedComparison.of(
                models.get(i).measured().column(column),
                models.get(j).measured().column(column),
                confidence);
        comparisons.add(
            new Comparison(metric, models.get(i).label(), models.get(j).label(), paired, 1));
      }
    }
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
