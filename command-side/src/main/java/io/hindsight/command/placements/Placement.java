package io.hindsight.command.placements;

import io.hindsight.command.placements.PlacementDecider.Decision;
import io.hindsight.command.placements.PlacementDecider.State;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.placements.PlacementCommand;
import io.hindsight.contracts.placements.PlacementCommand.ChangePlacement;
import io.hindsight.contracts.placements.PlacementCommand.CreatePlacement;
import io.hindsight.contracts.placements.PlacementEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * {@link PlacementDecider} as Axon runs it. Both commands may meet no placement at all, so that the
 * decider, and not an exception, says that there is none.
 */
@AggregateRoot(type = Stream.PLACEMENT)
public class Placement {
  @AggregateIdentifier private @Nullable String stream;
  private @Nullable State state;

  /** For Axon. */
  protected Placement() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(CreatePlacement command) {
    return carryOut(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Reply handle(ChangePlacement command) {
    return carryOut(command);
  }

  @EventSourcingHandler
  protected void on(PlacementEvent event) {
    stream = Stream.of(event.placementId()).name();
    state = PlacementDecider.evolve(event);
  }

  /** The position is filled in once the event is stored. */
  private Reply carryOut(PlacementCommand command) {
    return switch (PlacementDecider.decide(state, command)) {
      case Decision.Happens(PlacementEvent event) -> {
        AggregateLifecycle.apply(event);
        yield new Reply.Done(LogPosition.START, event.revision(), true);
      }
      case Decision.Already(int revision) -> new Reply.Done(LogPosition.START, revision, false);
      case Decision.Refuses refuses -> new Reply.Refused(refuses.refusal());
    };
  }
}
