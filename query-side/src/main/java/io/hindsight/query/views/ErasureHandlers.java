package io.hindsight.query.views;

import io.hindsight.contracts.erasure.ErasureStep;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer.Erasure;
import io.hindsight.contracts.queries.ViewQuery.FindErasure;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.ErasureRow;
import io.hindsight.readmodel.views.Views;
import java.util.List;

/** How far erasures have come. */
public final class ErasureHandlers implements QuestionHandlers {
  private final ViewReader views;
  private final PositionGate gate;

  public ErasureHandlers(ViewReader views, PositionGate gate) {
    this.views = views;
    this.gate = gate;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber.on(FindErasure.class, this::findErasure);
  }

  Answer<Erasure> findErasure(FindErasure query) {
    return gate.answer(
        query,
        Views.ERASURES,
        seen ->
            views
                .get(Views.ERASURES, query.erasureId().value())
                .<Answer<Erasure>>map(row -> new Answer.Found<>(erasure(row.value()), seen))
                .orElseGet(
                    () ->
                        Answer.refused(
                            "erasure-unknown",
                            "There is no erasure of this id.",
                            "Give the erasureId that DELETE /v1/users/{id} was answered with.")));
  }

  private static Erasure erasure(ErasureRow row) {
    ErasureRow.Receipt receipt = row.receipt();
    String status = receipt != null ? "completed" : row.delayed() != null ? "delayed" : "underway";
    return new Erasure(
        row.erasureId(),
        status,
        row.requestedAt(),
        List.of(
            new Erasure.Step(ErasureStep.DESTROY_KEY.wireName(), row.erasedAt(), null, null),
            purge(ErasureStep.PURGE_VIEWS, ErasureStep.VIEWS, row),
            purge(ErasureStep.PURGE_SERVING, ErasureStep.SERVING, row),
            new Erasure.Step(
                ErasureStep.LIST_MODELS.wireName(), row.modelsListedAt(), null, row.models()),
            new Erasure.Step(
                ErasureStep.COMPLETE.wireName(),
                receipt == null ? null : receipt.at(),
                null,
                null)),
        row.delayed(),
        receipt == null
            ? null
            : new Erasure.Receipt(receipt.statement(), receipt.keyId(), receipt.signature()));
  }

  private static Erasure.Step purge(ErasureStep step, String store, ErasureRow row) {
    return row.purged().stream()
        .filter(purged -> purged.store().equals(store))
        .findFirst()
        .map(purged -> new Erasure.Step(step.wireName(), purged.at(), purged.upTo(), null))
        .orElseGet(() -> new Erasure.Step(step.wireName(), null, null, null));
  }
}
