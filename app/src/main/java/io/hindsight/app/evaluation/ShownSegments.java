package io.hindsight.app.evaluation;

import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.report.EvaluationReport;
import io.hindsight.scoring.evaluation.report.ModelReport;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which segments people are shown.
 *
 * @param shown the first model's figures of each that has users enough
 * @param leftOut the others that have any, with how many users they have
 */
record ShownSegments(Map<String, Map<MetricAt, Estimate>> shown, List<String> leftOut) {
  /** Figures of fewer users than these are noise. */
  private static final int FEW = 20;

  static ShownSegments of(EvaluationReport report) {
    Map<String, Map<MetricAt, Estimate>> shown = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    ModelReport any = report.models().getFirst();
    any.segments()
        .forEach(
            (segment, figures) -> {
              int users = figures.isEmpty() ? 0 : figures.values().iterator().next().n();
              if (users >= FEW) {
                shown.put(segment, figures);
              } else if (users > 0) {
                leftOut.add("%s (%d)".formatted(segment, users));
              }
            });
    return new ShownSegments(shown, leftOut);
  }

  /** In a sentence; empty where nothing is left out. */
  String sentence() {
    return leftOut.isEmpty()
        ? ""
        : "Not shown, of fewer than %d users (--json has them): %s"
            .formatted(FEW, String.join(", ", leftOut));
  }
}
