package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.metrics.Measured;
import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.Map;

/**
 * One model's part of a report.
 *
 * @param label tells it from the report's other models
 * @param config all settings, defaults filled in
 * @param segments by name
 * @param trainSeconds of all folds together, by the clock
 * @param bytes of the stored model, the mean over folds
 * @param hash of the stored model of the first fold
 */
public record ModelReport(
    String name,
    String label,
    Map<String, String> config,
    Map<MetricAt, Estimate> metrics,
    Map<String, Map<MetricAt, Estimate>> segments,
    Measured measured,
    double trainSeconds,
    double scoreSeconds,
    long bytes,
    String hash) {}
