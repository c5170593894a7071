package io.hindsight.query.audit;

import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer.Cost;
import io.hindsight.contracts.queries.AuditAnswer.Difference;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.query.audit.PastLists.Found;
import io.hindsight.query.audit.PastLists.States;
import io.hindsight.query.lists.ListChange;
import io.hindsight.query.lists.ListChange.Made;
import io.hindsight.query.lists.ListInputs;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** Answers how one list turned into another. */
final class Comparisons {
  private static final Comparator<Found> IN_ORDER =
      Comparator.<Found, LogPosition>comparing(found -> found.receipt().basis().catalog())
          .thenComparing(found -> found.event().position())
          .thenComparing(found -> found.receipt().recommendationId().place());

  private final PastLists lists;

  Comparisons(PastLists lists) {
    this.lists = lists;
  }

  Answer<Difference> of(Found one, RecommendationId otherId) {
    Optional<Found> other = lists.find(otherId);
    if (other.isEmpty()) {
      return PastLists.unknown(otherId);
    }
    if (!comparable(one.receipt().request(), other.get().receipt().request())) {
      return notComparable("They answer different questions, or different persons.");
    }
    return IN_ORDER.compare(one, other.get()) <= 0
        ? change(one, other.get())
        : change(other.get(), one);
  }

  /** Somebody who was never seen before has no subject: their first list goes with anybody's. */
  private static boolean comparable(ListRequest one, ListRequest other) {
    return one.kind() == other.kind()
        && (one.subjectId() == null
            || other.subjectId() == null
            || one.subjectId().equals(other.subjectId()))
        && Objects.equals(one.itemId(), other.itemId());
  }

  private Answer<Difference> change(Found earlier, Found later) {
    States then = lists.states(earlier.receipt());
    States after = then instanceof States.Remade ? lists.states(later.receipt()) : then;
    return switch (after) {
      case States.Erased() ->
          Answer.refused("person-erased", "The person was erased.", "There is nothing to be told.");
      case States.Gone(String why, String remedy) -> Answer.refused("past-gone", why, remedy);
      case States.Remade remade -> change(earlier, (States.Remade) then, later, remade);
    };
  }

  private static Answer<Difference> change(
      Found earlier, States.Remade then, Found later, States.Remade after) {
    ListChange change;
    try {
      change = new ListChange(made(earlier.receipt(), then), made(later.receipt(), after));
    } catch (IllegalArgumentException e) {
      return notComparable(String.valueOf(e.getMessage()));
    }
    if (!change.earlier().equals(earlier.receipt().items())
        || !change.later().equals(later.receipt().items())) {
      return notComparable("They do not come out as they were served: see reproduce.");
    }
    return later.answer(
        new Difference(
            earlier.receipt().recommendationId(),
            later.receipt().recommendationId(),
            change.items(),
            change.causes(),
            sum(then.cost(), after.cost())));
  }

  private static Made made(Receipt receipt, States.Remade states) {
    return new Made(
        ListInputs.again(states.view(), receipt.request(), receipt.basis()),
        receipt.request(),
        receipt.basis().seed(),
        receipt.basis().now());
  }

  private static Cost sum(Cost one, Cost other) {
    return new Cost(one.from(), one.events() + other.events(), one.took().plus(other.took()));
  }

  private static Answer<Difference> notComparable(String why) {
    return Answer.refused(
        "not-comparable",
        "The two lists cannot be compared. " + why,
        "Compare lists of one kind, for one person or item, that are reproduced as identical.");
  }
}
