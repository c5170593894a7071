package io.hindsight.command.erasure;

import io.hindsight.contracts.erasure.ErasureCommand;
import io.hindsight.contracts.erasure.ErasureCommand.CompleteErasure;
import io.hindsight.contracts.erasure.ErasureCommand.ReportDelay;
import io.hindsight.contracts.erasure.ErasureCommand.ReportLearnedModels;
import io.hindsight.contracts.erasure.ErasureCommand.ReportPurge;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureCompleted;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureDelayed;
import io.hindsight.contracts.erasure.ErasureEvent.LearnedModelsListed;
import io.hindsight.contracts.erasure.ErasureEvent.StorePurged;
import io.hindsight.contracts.erasure.ErasureStep;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.intake.Refusal;

/** Which report moves an erasure on. Pure: the signature is a function of what is signed. */
final class ErasureDecider {
  private ErasureDecider() {}

  sealed interface Decision {
    record Happens(ErasureEvent event) implements Decision {}

    record Already() implements Decision {}

    record Refuses(Refusal refusal) implements Decision {}
  }

  static Decision decide(ErasureState state, ErasureCommand command, ErasureReceipts receipts) {
    SubjectId subject = state.subject();
    if (subject == null) {
      return new Decision.Refuses(
          new Refusal("erasure-unknown", "there is no such erasure", "check the erasure's id"));
    }
    ErasureStep step = step(command);
    if (state.next() == null || state.next().compareTo(step) > 0) {
      return new Decision.Already();
    }
    if (state.next() != step) {
      return new Decision.Refuses(
          new Refusal(
              "erasure-out-of-step",
              "%s is reported, but %s is not done".formatted(step, state.next()),
              "report the steps in their order"));
    }
    return switch (command) {
      case ReportPurge purge ->
          new Decision.Happens(
              new StorePurged(purge.erasureId(), subject, purge.store(), purge.upTo(), purge.at()));
      case ReportLearnedModels learned ->
          new Decision.Happens(
              new LearnedModelsListed(
                  learned.erasureId(), subject, learned.models(), learned.at()));
      case ReportDelay delay ->
          state.delayed() == step
              ? new Decision.Already()
              : new Decision.Happens(
                  new ErasureDelayed(delay.erasureId(), subject, step.wireName(), delay.at()));
      case CompleteErasure complete -> new Decision.Happens(completed(state, complete, receipts));
    };
  }

  private static ErasureStep step(ErasureCommand command) {
    return switch (command) {
      case ReportPurge purge ->
          purge.store().equals(ErasureStep.VIEWS)
              ? ErasureStep.PURGE_VIEWS
              : ErasureStep.PURGE_SERVING;
      case ReportLearnedModels learned -> ErasureStep.LIST_MODELS;
      case ReportDelay delay -> delay.step();
      case CompleteErasure complete -> ErasureStep.COMPLETE;
    };
  }

  private static ErasureCompleted completed(
      ErasureState state, CompleteErasure command, ErasureReceipts receipts) {
    return receipts.complete(state, command.erasureId(), command.at());
  }
}
