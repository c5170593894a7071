package io.hindsight.query.lists;

import io.hindsight.contracts.consent.Consents;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.ListQuery.FindPopular;
import io.hindsight.contracts.queries.ListQuery.FindRecommendations;
import io.hindsight.contracts.queries.ListQuery.FindSimilarItems;
import io.hindsight.contracts.queries.ListQuery.FindTrending;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.serving.PlacementState;
import io.hindsight.runtime.serving.ServingView;
import org.jspecify.annotations.Nullable;

/** A question for a list, with what the states at hand say filled in, or why it is none. */
sealed interface Prepared {

  record Ready(ListInputs inputs, ListRequest request) implements Prepared {}

  record Refused(Answer<RecommendedList> refusal) implements Prepared {}

  static PlacementId placement(ListQuery query) {
    return query.placement() == null ? BuiltIn.PLACEMENT : query.placement();
  }

  /**
   * Null where nobody in particular asks, for users never seen before, and for who does not let
   * themselves be profiled: nothing of theirs is read.
   */
  static @Nullable SubjectId subject(ListQuery query, Subjects subjects, Consents consents) {
    return switch (query) {
      case FindRecommendations personal ->
          subjects
              .find(personal.userId())
              .filter(subject -> consents.of(subject).allowsProfiling())
              .orElse(null);
      case FindSimilarItems similar -> null;
      case FindPopular popular -> null;
      case FindTrending trending -> null;
    };
  }

  static Prepared of(ListQuery query, ServingView view) {
    PersonState person = view.person();
    PlacementId id = placement(query);
    PlacementState placement = ListInputs.placement(view.snapshot(), id);
    if (placement == null) {
      return new Refused(BuiltIn.unknown(id));
    }
    ListRequest request =
        RequestShape.of(query, id, placement.settings(), person == null ? null : person.subject());
    ItemId item = request.itemId();
    if (item != null && view.snapshot().catalog().indexOf(item) < 0) {
      return new Refused(
          Answer.refused(
              "item-unknown",
              "There is no item " + item + ", and nobody ever met it.",
              "List it with POST /v1/items, or check the id."));
    }
    return new Ready(ListInputs.of(view.snapshot(), placement, request.kind(), person), request);
  }
}
