package io.hindsight.query.audit;

import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer.Account;
import io.hindsight.contracts.queries.AuditAnswer.Cost;
import io.hindsight.contracts.queries.AuditAnswer.Outcome;
import io.hindsight.contracts.queries.AuditAnswer.Reproduced;
import io.hindsight.contracts.queries.AuditAnswer.ServedList;
import io.hindsight.contracts.queries.AuditQuery.CompareLists;
import io.hindsight.contracts.queries.AuditQuery.FindCounterfactuals;
import io.hindsight.contracts.queries.AuditQuery.FindServedList;
import io.hindsight.contracts.queries.AuditQuery.ReproduceList;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.query.audit.PastLists.Found;
import io.hindsight.query.audit.PastLists.States;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.query.lists.ListAccount;
import io.hindsight.query.lists.ListInputs;
import io.hindsight.query.reproduction.Comparison;
import io.hindsight.query.reproduction.Reproduction;
import io.hindsight.runtime.serving.ServingView;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers auditors about lists. */
public final class AuditHandlers implements QuestionHandlers {
  private final PastLists lists;
  private final Reproduction reproduction;
  private final Supplier<List<ViewAnswer.Model>> models;
  private final String codeVersion;
  private final AuditDesk desk;
  private final WhatIfAnswers whatIf;
  private final Comparisons comparisons;

  /**
   * @param models all that there ever were
   */
  public AuditHandlers(
      PastLists lists,
      Reproduction reproduction,
      Supplier<List<ViewAnswer.Model>> models,
      String codeVersion,
      AuditDesk desk) {
    this.lists = lists;
    this.reproduction = reproduction;
    this.models = models;
    this.codeVersion = codeVersion;
    this.desk = desk;
    this.whatIf = new WhatIfAnswers(lists);
    this.comparisons = new Comparisons(lists);
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber
        .later(FindServedList.class, query -> later(query.recommendationId(), this::account))
        .later(ReproduceList.class, query -> later(query.recommendationId(), this::reproduce))
        .later(
            CompareLists.class,
            query -> later(query.recommendationId(), found -> comparisons.of(found, query.other())))
        .later(
            FindCounterfactuals.class,
            query -> later(query.recommendationId(), found -> whatIf.of(found, query.itemId())));
  }

  private <T> CompletableFuture<Answer<T>> later(
      RecommendationId id, Function<Found, Answer<T>> answer) {
    return desk.later(() -> answer(id, answer));
  }

  private <T> Answer<T> answer(RecommendationId id, Function<Found, Answer<T>> answer) {
    return lists.find(id).map(answer).orElseGet(() -> PastLists.unknown(id));
  }

  private Answer<ServedList> account(Found found) {
    Receipt receipt = found.receipt();
    Account account =
        switch (lists.states(receipt)) {
          case States.Remade(ServingView view, Cost cost) -> account(receipt, view, cost);
          case States.Erased() -> new Account.Erased();
          case States.Gone(String why, String remedy) -> new Account.Unavailable(why, remedy);
        };
    return found.answer(
        new ServedList(
            found.event().position(),
            found.event().recordedAt(),
            found.traceId(),
            receipt,
            model(receipt.basis().model()),
            account));
  }

  private Account account(Receipt receipt, ServingView view, Cost cost) {
    if (reproduction.compare(receipt, view) instanceof Comparison.Different(var differences)) {
      return new Account.Unavailable(
          "the list does not come out as it was served: " + differences.getFirst(),
          "Reproduce it to see all that differs, and why that may be.");
    }
    ListInputs inputs = ListInputs.again(view, receipt.request(), receipt.basis());
    ListAccount account = new ListAccount(inputs, receipt.request(), receipt.basis());
    return new Account.Whole(
        inputs.placement().settings(),
        account.person(),
        account.items(),
        account.candidates(),
        account.rules(),
        cost);
  }

  private ViewAnswer.@Nullable Model model(@Nullable String contentHash) {
    return models.get().stream()
        .filter(
            model ->
                model.provenance() != null && model.provenance().contentHash().equals(contentHash))
        .findFirst()
        .orElse(null);
  }

  private Answer<Reproduced> reproduce(Found found) {
    Receipt receipt = found.receipt();
    Outcome outcome =
        switch (lists.states(receipt)) {
          case States.Remade(ServingView view, Cost cost) ->
              switch (reproduction.compare(receipt, view)) {
                case Comparison.Identical() -> new Outcome.Identical(cost);
                case Comparison.Different(var differences) ->
                    new Outcome.Different(differences, cost);
              };
          case States.Erased() -> new Outcome.Erased();
          case States.Gone(String why, String remedy) -> new Outcome.Unavailable(why, remedy);
        };
    return found.answer(new Reproduced(receipt.recommendationId(), outcome, codeVersion));
  }
}
