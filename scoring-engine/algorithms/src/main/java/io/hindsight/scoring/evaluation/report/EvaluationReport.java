package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.protocol.Protocol;
import java.util.List;

/**
 * What was found.
 *
 * @param newUsersUpTo how many known items make the segment of new users
 * @param tailItems how many items of the catalogue are the tail
 * @param groupedBy what calibration is measured by
 * @param models that were measured, one at least
 * @param refused models that could not be trained
 */
public record EvaluationReport(
    Protocol protocol,
    long seed,
    double confidence,
    SplitFacts facts,
    int newUsersUpTo,
    int tailItems,
    String groupedBy,
    List<ModelReport> models,
    List<Refused> refused,
    List<Comparison> comparisons) {
  public EvaluationReport {
    models = List.copyOf(models);
    refused = List.copyOf(refused);
    comparisons = List.copyOf(comparisons);
  }
}
