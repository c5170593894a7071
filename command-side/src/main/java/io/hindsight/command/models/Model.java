package io.hindsight.command.models;

import io.hindsight.command.models.ModelDecider.Decision;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.models.ModelCommand;
import io.hindsight.contracts.models.ModelCommand.ActivateModel;
import io.hindsight.contracts.models.ModelCommand.CompleteTraining;
import io.hindsight.contracts.models.ModelCommand.FailTraining;
import io.hindsight.contracts.models.ModelCommand.MarkForRetraining;
import io.hindsight.contracts.models.ModelCommand.PromoteModel;
import io.hindsight.contracts.models.ModelCommand.RequestTraining;
import io.hindsight.contracts.models.ModelEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** {@link ModelDecider} as Axon runs it: all models of one algorithm. */
@AggregateRoot(type = Stream.MODEL)
public class Model {
  @AggregateIdentifier private @Nullable String stream;
  private ModelState state = ModelState.NONE;

  /** For Axon. */
  protected Model() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(RequestTraining command) {
    return carryOut(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(CompleteTraining command) {
    return carryOut(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(FailTraining command) {
    return carryOut(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(ActivateModel command) {
    return carryOut(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(PromoteModel command) {
    return carryOut(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(MarkForRetraining command) {
    return carryOut(command);
  }

  @EventSourcingHandler
  protected void on(ModelEvent event) {
    stream = Stream.ofModel(event.algorithm()).name();
    state = state.evolve(event);
  }

  /** The position is filled in once the event is stored. */
  private Reply carryOut(ModelCommand command) {
    return switch (ModelDecider.decide(state, command)) {
      case Decision.Happens(ModelEvent event) -> {
        AggregateLifecycle.apply(event);
        yield new Reply.Done(LogPosition.START, event.version(), true);
      }
      case Decision.Already(int version) -> new Reply.Done(LogPosition.START, version, false);
      case Decision.Refuses refuses -> new Reply.Refused(refuses.refusal());
    };
  }
}
