package io.hindsight.app.evaluation;

import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.report.EvaluationReport;
import io.hindsight.scoring.evaluation.report.ModelReport;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.Comparator;
import java.util.List;

/** A chart for each metric; with many models, of the best alone. */
final class BarCharts {
  /** More would be a page of scrolling for each metric. */
  private static final int MOST = 12;

  private BarCharts() {}

  static String of(EvaluationReport report) {
    StringBuilder page = new StringBuilder("<div class=\"charts\">\n");
    boolean all = true;
    for (MetricAt metric : report.models().getFirst().metrics().keySet()) {
      List<BarChart.Bar> bars =
          report.models().stream()
              .filter(model -> model.metrics().containsKey(metric))
              .map(model -> bar(model, metric))
              .toList();
      List<BarChart.Bar> shown = best(bars, metric.metric().lessIsBetter());
      all &= shown.size() == bars.size();
      page.append("<figure>").append(BarChart.svg(title(metric), shown)).append("</figure>\n");
    }
    page.append("</div>\n");
    if (!all) {
      page.append(
          "<p><small>Each chart shows the best %d of %d by its metric; the tables have all.</small></p>\n"
              .formatted(MOST, report.models().size()));
    }
    return page.toString();
  }

  /** In the order in which they were given; what cannot be told comes last. */
  private static List<BarChart.Bar> best(List<BarChart.Bar> bars, boolean lessIsBetter) {
    Comparator<BarChart.Bar> better =
        Comparator.comparingDouble(
            bar -> Double.isNaN(bar.value()) ? Double.MAX_VALUE : bar.value() * sign(lessIsBetter));
    List<BarChart.Bar> best = bars.stream().sorted(better).limit(MOST).toList();
    return bars.stream().filter(bar -> best.stream().anyMatch(one -> one == bar)).toList();
  }

  private static int sign(boolean lessIsBetter) {
    return lessIsBetter ? 1 : -1;
  }

  private static String title(MetricAt metric) {
    return metric + (metric.metric().lessIsBetter() ? " (less is better)" : "");
  }

  private static BarChart.Bar bar(ModelReport model, MetricAt metric) {
    Estimate estimate = model.metrics().getOrDefault(metric, Estimate.exactly(Double.NaN));
    return new BarChart.Bar(model.label(), estimate.mean(), estimate.low(), estimate.high());
  }
}
