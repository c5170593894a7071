package io.hindsight.api.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.contracts.queries.ViewAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of an algorithm's model.
 *
 * @param status requested, trained, active, retired or failed
 * @param reason why it failed
 * @param retrainingDueSince it learned from somebody who was erased since: train another one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelView(
    String algorithm,
    int version,
    String trainingId,
    String status,
    @Nullable String reason,
    Instant requestedAt,
    @Nullable Instant trainedAt,
    @Nullable Instant activatedAt,
    @Nullable Instant retrainingDueSince,
    @Nullable Origin provenance) {

  /** Enough to train the model again, byte for byte. */
  public record Origin(
      Map<String, String> settings,
      long seed,
      long upTo,
      String codeVersion,
      String contentHash,
      long interactions,
      int subjects,
      int items,
      Map<String, Double> metrics) {
    private static Origin of(Provenance provenance) {
      return new Origin(
          provenance.settings(),
          provenance.seed(),
          provenance.upTo().value(),
          provenance.codeVersion(),
          provenance.contentHash(),
          provenance.interactions(),
          provenance.subjects(),
          provenance.items(),
          provenance.metrics());
    }
  }

  public static ModelView of(ViewAnswer.Model model) {
    return new ModelView(
        model.algorithm(),
        model.version(),
        model.trainingId().value(),
        model.status(),
        model.reason(),
        model.requestedAt(),
        model.trainedAt(),
        model.activatedAt(),
        model.retrainingDueSince(),
        model.provenance() == null ? null : Origin.of(model.provenance()));
  }

  /** All versions. */
  record All(List<ModelView> models) {
    static All of(ViewAnswer.Models all) {
      return new All(all.models().stream().map(ModelView::of).toList());
    }
  }

  /**
   * A training that was asked for.
   *
   * @param version the version that it is to make
   * @param upTo it learns from the log up to here
   */
  record Requested(
      String trainingId, String algorithm, int version, long seed, long upTo, long position) {}
}
