package io.hindsight.api.erasures;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.queries.ViewAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure has come.
 *
 * @param status underway, delayed or completed
 * @param delayed the step that takes longer than it should; it goes on being tried
 * @param receipt once all is done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErasureView(
    String erasureId,
    String status,
    Instant requestedAt,
    List<Step> steps,
    @Nullable String delayed,
    @Nullable Receipt receipt) {

  /**
   * @param step destroy-key, purge-views, purge-serving, list-models or complete
   * @param doneAt absent until it is done
   * @param upTo how far the store had read the log when it held nothing of the person any more
   * @param models that learned from the person, by versions
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(
      String step,
      @Nullable Instant doneAt,
      @Nullable Long upTo,
      @Nullable List<LearnedModels> models) {}

  /**
   * @param statement the text that is signed, in UTF-8: a JSON object
   * @param signature Ed25519, base64url
   */
  record Receipt(String statement, String keyId, String signature) {}

  /**
   * A wish to erase somebody.
   *
   * @param status where to see how far it has come
   * @param changed false where it was asked for before
   */
  record Requested(String erasureId, String status, boolean changed, long position) {}

  static ErasureView of(ViewAnswer.Erasure erasure) {
    ViewAnswer.Erasure.Receipt receipt = erasure.receipt();
    return new ErasureView(
        erasure.erasureId().value(),
        erasure.status(),
        erasure.requestedAt(),
        erasure.steps().stream().map(ErasureView::step).toList(),
        erasure.delayed(),
        receipt == null
            ? null
            : new Receipt(receipt.statement(), receipt.keyId(), receipt.signature()));
  }

  private static Step step(ViewAnswer.Erasure.Step step) {
    return new Step(
        step.step(),
        step.doneAt(),
        step.upTo() == null ? null : step.upTo().value(),
        step.models());
  }
}
