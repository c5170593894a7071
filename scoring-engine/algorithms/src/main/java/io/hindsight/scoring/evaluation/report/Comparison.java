package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.statistics.PairedComparison;

/**
 * One model against another.
 *
 * @param first label of a model
 * @param second label of another
 * @param adjusted the paired t test's p value, adjusted for all comparisons of the report (Holm)
 */
public record Comparison(
    MetricAt metric, String first, String second, PairedComparison paired, double adjusted) {}
