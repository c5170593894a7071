package io.hindsight.query.views;

import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindItemFeatures;
import io.hindsight.contracts.queries.ViewQuery.FindUserFeatures;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.FeatureRow;
import io.hindsight.readmodel.views.Views;

/** Features of users and items. */
public final class FeatureHandlers implements QuestionHandlers {
  private final ViewReader views;
  private final Subjects subjects;
  private final PositionGate gate;

  public FeatureHandlers(ViewReader views, Subjects subjects, PositionGate gate) {
    this.views = views;
    this.subjects = subjects;
    this.gate = gate;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber
        .on(FindUserFeatures.class, this::findUserFeatures)
        .on(FindItemFeatures.class, this::findItemFeatures);
  }

  Answer<ViewAnswer.Features> findUserFeatures(FindUserFeatures query) {
    return gate.answer(
        query,
        Views.USER_FEATURES,
        seen ->
            new Answer.Found<>(
                subjects
                    .find(query.userId())
                    .flatMap(
                        subject -> views.get(Views.USER_FEATURES, "subject/" + subject.value()))
                    .map(row -> FeatureShapes.ofUser(row.value()))
                    .orElseGet(() -> FeatureShapes.ofUser(FeatureRow.EMPTY)),
                seen));
  }

  Answer<ViewAnswer.Features> findItemFeatures(FindItemFeatures query) {
    return gate.answer(
        query,
        Views.ITEM_FEATURES,
        Views.ITEMS,
        seen -> {
          String key = query.itemId().value();
          FeatureRow row =
              views.get(Views.ITEM_FEATURES, key).map(Row::value).orElse(FeatureRow.EMPTY);
          return row.counts().isEmpty() && views.get(Views.ITEMS, key).isEmpty()
              ? CatalogHandlers.unknown(query.itemId())
              : new Answer.Found<>(FeatureShapes.ofItem(row), seen);
        });
  }
}
