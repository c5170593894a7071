package io.hindsight.query.audit;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer.Cost;
import io.hindsight.contracts.queries.AuditAnswer.Counterfactuals;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.query.audit.PastLists.Found;
import io.hindsight.query.audit.PastLists.States;
import io.hindsight.query.lists.ListInputs;
import io.hindsight.query.lists.WhatIf;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.serving.ServingView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what a list would have been, had the person done something less. */
final class WhatIfAnswers {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PastLists lists;

  WhatIfAnswers(PastLists lists) {
    this.lists = lists;
  }

  Answer<Counterfactuals> of(Found found, @Nullable ItemId asked) {
    Receipt receipt = found.receipt();
    List<ItemId> served = receipt.items().ids();
    if (receipt.basis().person() == null) {
      return Answer.refused(
          "not-personal",
          "The list was nobody's in particular, or for somebody of whom nothing was known.",
          "Ask about a list for somebody who had done something by then.");
    }
    if (served.isEmpty()) {
      return Answer.refused(
          "list-empty", "The list was empty.", "Its account tells which rules kept items out.");
    }
    if (asked != null && !served.contains(asked)) {
      return Answer.refused(
          "item-unknown",
          "The list does not have the item " + asked + ".",
          "Give an item of the list, or none for its first, " + served.getFirst() + ".");
    }
    ItemId item = asked == null ? served.getFirst() : asked;
    return switch (lists.states(receipt)) {
      case States.Remade(ServingView view, Cost cost) -> whatIf(found, item, view, cost);
      case States.Erased() ->
          Answer.refused("person-erased", "The person was erased.", "There is nothing to be told.");
      case States.Gone(String why, String remedy) -> Answer.refused("past-gone", why, remedy);
    };
  }

  private Answer<Counterfactuals> whatIf(Found found, ItemId item, ServingView view, Cost cost) {
    Receipt receipt = found.receipt();
    ListInputs inputs;
    try {
      inputs = ListInputs.again(view, receipt.request(), receipt.basis());
    } catch (IllegalArgumentException e) {
      return changed(String.valueOf(e.getMessage()));
    }
    PersonState person = inputs.person();
    WhatIf whatIf = new WhatIf(inputs, receipt.request(), receipt.basis());
    Optional<WhatIf.Place> place = whatIf.place(item);
    if (person == null || place.isEmpty()) {
      return changed("the list does not come out with " + item + " any more");
    }
    if (person.size() >= PersonState.MAX_ENTRIES) {
      return Answer.refused(
          "history-too-long",
          "The person did more than " + PersonState.MAX_ENTRIES + " things.",
          "What the older ones left cannot be told apart, so nothing is guessed.");
    }
    WhatIf.Worlds worlds = whatIf.without(person, item, place.get(), PATIENCE, lists.nanoTime());
    return found.answer(
        new Counterfactuals(
            receipt.recommendationId(),
            item,
            place.get().rank(),
            place.get().score(),
            worlds.without(),
            worlds.complete(),
            cost));
  }

  private static Answer<Counterfactuals> changed(String how) {
    return Answer.refused(
        "past-gone",
        "The log does not hold the states that the receipt names: " + how + ".",
        "It was changed after the list was served. Restore it from a backup.");
  }
}
