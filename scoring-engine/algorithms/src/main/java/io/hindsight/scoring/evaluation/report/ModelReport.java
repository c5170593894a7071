package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.metrics.Measured;
import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.metrics.RerankSpec;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One model's part of a report.
 *
 * @param label tells it from the report's other models
 * @param config all settings, defaults filled in
 * @param rerank what its lists were re-ranked by; null for the model's own
 * @param segments by name
 * @param trainSeconds of all folds together, by the clock
 * @param scoreSeconds of measuring in all folds, scoring included
 * @param bytes of the stored model, the mean over folds
 * @param hash of the stored model of the first fold
 */
public record ModelReport(
    String name,
    String label,
    Map<String, String> config,
    @Nullable RerankSpec rerank,
    Map<MetricAt, Estimate> metrics,
    Map<String, Map<MetricAt, Estimate>> segments,
    Measured measured,
    double trainSeconds,
    double scoreSeconds,
    long bytes,
    String hash) {}
