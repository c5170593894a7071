package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.models.Model;
import io.hindsight.command.placements.Placement;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelCommand.RequestTraining;
import io.hindsight.contracts.placements.PlacementCommand.ChangePlacement;
import io.hindsight.contracts.placements.PlacementCommand.CreatePlacement;
import io.hindsight.contracts.placements.PlacementEvent.PlacementCreated;
import io.hindsight.contracts.placements.PlacementSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The aggregates on a real log and bus, wired as the application does it. */
class PositionedRepliesTest {
  private static final PlacementId HOME = new PlacementId("home");
  private static final PlacementSettings SETTINGS =
      new PlacementSettings("Home", "item-knn", 10, 0, Set.of());

  @TempDir Path directory;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private IntakeHarness intake;
  private Configuration axon;
  private CommandGateway gateway;

  @BeforeEach
  void start() {
    intake = new IntakeHarness(directory);
    axon =
        DefaultConfigurer.defaultConfiguration()
            .configureCommandBus(
                c ->
                    new PositionedReplies(
                        AsynchronousCommandBus.builder().executor(threads).build(),
                        intake.store::head))
            .configureEventStore(c -> intake.store.eventStore())
            .configureEventSerializer(c -> intake.store.serializer())
            .configureAggregate(AggregateConfigurer.defaultConfiguration(Placement.class))
            .configureAggregate(AggregateConfigurer.defaultConfiguration(Model.class))
            .start();
    gateway = axon.commandGateway();
  }

  @AfterEach
  void stop() {
    axon.shutdown();
    intake.close();
    threads.shutdown();
  }

  private Reply send(Object command) {
    return gateway.<Reply>send(command).join();
  }

  @Test
  void replyOfAnAggregateCarriesThePositionOfItsEvent() {
    intake.record(IntakeHarness.view(0, "a", "anna", "i1"));
    Reply reply = send(new CreatePlacement(HOME, SETTINGS, NOW));
    assertThat(reply).isEqualTo(new Reply.Done(new LogPosition(2), 1, true));
    assertThat(intake.store.head()).isEqualTo(new LogPosition(2));
    assertThat(intake.events(PlacementCreated.class)).hasSize(1);
    assertThat(send(new CreatePlacement(HOME, SETTINGS, NOW)))
        .isEqualTo(new Reply.Done(new LogPosition(2), 1, false));
  }

  @Test
  void eventsOfAggregatesStandInStreamsOfTheirKind() {
    send(new CreatePlacement(HOME, SETTINGS, NOW));
    send(
        new RequestTraining(new TrainingId("t1"), "item-knn", Map.of(), 1, LogPosition.START, NOW));
    assertThat(intake.events())
        .extracting(event -> event.stream().kind() + " " + event.stream().name())
        .containsExactly("placement placement/home", "model model/item-knn");
  }

  @Test
  void refusalOfAMissingAggregateIsAnAnswerAndStoresNothing() {
    PlacementId unknown = new PlacementId("nowhere");
    Reply reply = send(new ChangePlacement(unknown, SETTINGS, NOW));
    assertThat(((Reply.Refused) reply).refusal().code()).isEqualTo("placement-unknown");
    assertThat(intake.events()).isEmpty();
    assertThat(send(new CreatePlacement(unknown, SETTINGS, NOW)))
        .isEqualTo(new Reply.Done(new LogPosition(1), 1, true));
  }

  @Test
  void aggregateRemembersAfterARestart() {
    send(new CreatePlacement(HOME, SETTINGS, NOW));
    stopAndStart();
    PlacementSettings longer = new PlacementSettings("Home", "item-knn", 20, 0, Set.of());
    assertThat(send(new ChangePlacement(HOME, longer, NOW)))
        .isEqualTo(new Reply.Done(new LogPosition(2), 2, true));
    assertThat(List.copyOf(intake.events())).hasSize(2);
  }

  private void stopAndStart() {
    axon.shutdown();
    intake.close();
    start();
  }
}
