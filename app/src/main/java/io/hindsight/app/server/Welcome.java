package io.hindsight.app.server;

import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.models.ModelCommand.RequestTraining;
import io.hindsight.contracts.placements.PlacementCommand.CreatePlacement;
import io.hindsight.contracts.time.Ids;
import io.hindsight.query.lists.BuiltIn;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.Views;
import io.hindsight.runtime.serving.ServingProcessor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does before it lets anybody in: its serving state catches up with the log, the
 * default placement exists, and interactions without a model get one.
 */
final class Welcome {
  private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);
  private static final String PERSONAL = "item-knn";
  private static final Duration CATCH_UP = Duration.ofMinutes(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final LogStore log;
  private final ViewReader views;
  private final ServingProcessor serving;
  private final CommandGateway commands;
  private final InstantSource clock;
  private final Ids ids;

  Welcome(
      LogStore log,
      ViewReader views,
      ServingProcessor serving,
      CommandGateway commands,
      InstantSource clock,
      Ids ids) {
    this.log = log;
    this.views = views;
    this.serving = serving;
    this.commands = commands;
    this.clock = clock;
    this.ids = ids;
  }

  /** What one node does for all. */
  void prepare(boolean trainAtStart) {
    catchUp();
    send(new CreatePlacement(BuiltIn.PLACEMENT, BuiltIn.SETTINGS, clock.instant()));
    if (trainAtStart && isModelWanted()) {
      LOG.info("no model serves yet: training {} from the log", PERSONAL);
      send(
          new RequestTraining(
              new TrainingId(ids.next()),
              PERSONAL,
              Map.of(),
              ids.nextSeed(),
              log.head(),
              clock.instant()));
    }
  }

  /** Otherwise the first lists would lack what people did last before the stop. */
  void catchUp() {
    LogPosition head = log.head();
    try {
      LogPosition reached = serving.state().await(head, CATCH_UP);
      if (!reached.reaches(head)) {
        LOG.warn("the serving state stands at {} of {}: opening all the same", reached, head);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isModelWanted() {
    String stream = Stream.ofModel(PERSONAL).name();
    boolean none = log.heads().sequences(List.of(stream)).isEmpty();
    boolean lost = serving.missingModels().contains(PERSONAL);
    return (none || lost)
        && !views.page(Views.HISTORY, ViewReader.BY_KEY, "", null, 1).rows().isEmpty();
  }

  private void send(Object command) {
    Reply reply = commands.sendAndWait(command, ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    if (reply instanceof Reply.Refused refused) {
      LOG.debug("{}: {}", command.getClass().getSimpleName(), refused.refusal().message());
    }
  }
}
