package io.hindsight.command.erasure;

import io.hindsight.command.erasure.ErasureDecider.Decision;
import io.hindsight.contracts.erasure.ErasureCommand;
import io.hindsight.contracts.erasure.ErasureCommand.CompleteErasure;
import io.hindsight.contracts.erasure.ErasureCommand.ReportDelay;
import io.hindsight.contracts.erasure.ErasureCommand.ReportLearnedModels;
import io.hindsight.contracts.erasure.ErasureCommand.ReportPurge;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** {@link ErasureDecider} as Axon runs it. {@link ErasureIntake} begins its stream. */
@AggregateRoot(type = Stream.ERASURE)
public class Erasure {
  @AggregateIdentifier private @Nullable String stream;
  private ErasureState state = ErasureState.NONE;

  /** For Axon. */
  protected Erasure() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(ReportPurge command, ErasureReceipts receipts) {
    return carryOut(command, receipts);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(ReportLearnedModels command, ErasureReceipts receipts) {
    return carryOut(command, receipts);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(ReportDelay command, ErasureReceipts receipts) {
    return carryOut(command, receipts);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(CompleteErasure command, ErasureReceipts receipts) {
    return carryOut(command, receipts);
  }

  @EventSourcingHandler
  protected void on(ErasureEvent event) {
    stream = Stream.of(event.erasureId()).name();
    state = state.evolve(event);
  }

  /** The position is filled in once the event is stored. */
  private Reply carryOut(ErasureCommand command, ErasureReceipts receipts) {
    return switch (ErasureDecider.decide(state, command, receipts)) {
      case Decision.Happens(ErasureEvent event) -> {
        AggregateLifecycle.apply(event);
        yield new Reply.Done(LogPosition.START, 0, true);
      }
      case Decision.Already() -> new Reply.Done(LogPosition.START, 0, false);
      case Decision.Refuses refuses -> new Reply.Refused(refuses.refusal());
    };
  }
}
