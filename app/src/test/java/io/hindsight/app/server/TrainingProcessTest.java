package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.command.process.CommandBuses;
import io.hindsight.command.process.PolledDeadlineManager;
import io.hindsight.command.process.ProcessStore;
import io.hindsight.command.process.SagaProcessors;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.models.ModelCommand.PromoteModel;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.models.ModelEvent.TrainingRequested;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.contracts.models.TrainModel;
import io.hindsight.contracts.models.TrainingStart;
import io.hindsight.contracts.time.Ids;
import io.hindsight.sagas.SagaTypes;
import io.hindsight.sagas.training.TrainingPatience;
import io.hindsight.sagas.training.TrainingSaga;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The saga of training as the server runs it: its state goes through the real stores. */
@Timeout(60)
class TrainingProcessTest {
  private static final TrainingId ID = new TrainingId("t-1");
  private static final Map<String, String> SETTINGS = Map.of("neighbours", "50");
  private static final LogPosition UP_TO = new LogPosition(9);
  private static final TrainModel TRAIN = new TrainModel(ID, "item-knn", SETTINGS, 7, UP_TO);

  @TempDir private Path directory;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final List<Object> commands = new CopyOnWriteArrayList<>();
  private LogStore log;
  private ProcessStore store;
  private PolledDeadlineManager deadlines;
  private AsynchronousCommandBus bus;
  private TrackingEventProcessor processor;

  @BeforeEach
  void start() {
    log =
        LogStore.open(
            new LogSettings.Sqlite(directory.resolve("log.db")),
            MessageRegistry.ofEventsAnd(SagaTypes.all()),
            new OneId());
    store = ProcessStore.open(directory.resolve("process.db"), log);
    deadlines = new PolledDeadlineManager(store, now::get);
    bus = CommandBuses.create(2, OpenTelemetry.noop().getTracer("test"));
    bus.subscribe(
        TrainModel.class.getName(),
        command -> {
          commands.add(command.getPayload());
          return TrainingStart.UNDERWAY;
        });
    bus.subscribe(PromoteModel.class.getName(), command -> commands.add(command.getPayload()));
    processor =
        new SagaProcessors(
                store,
                log.eventStore(),
                deadlines,
                List.of(
                    DefaultCommandGateway.builder().commandBus(bus).build(),
                    TrainingPatience.DEFAULT))
            .processor(TrainingSaga.class);
    processor.start();
  }

  @AfterEach
  void stop() {
    processor.shutDown();
    deadlines.close();
    bus.shutdown();
    store.close();
    log.close();
  }

  @Test
  void aTrainingGoesOnAfterARestart() {
    publish(0, new TrainingRequested(ID, "item-knn", 1, SETTINGS, 7, UP_TO, now.get()));
    await(() -> commands.equals(List.of(TRAIN)));

    stop();
    start();
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
    await(
        () -> {
          deadlines.meetDue();
          return commands.equals(List.of(TRAIN, TRAIN));
        });

    Provenance provenance =
        new Provenance("item-knn", SETTINGS, 7, UP_TO, "1", "abc", 1, 1, 1, Map.of());
    publish(1, new ModelTrained(ID, "item-knn", 1, provenance, now.get()));
    await(() -> commands.size() == 3);
    assertThat(commands.getLast()).isInstanceOf(PromoteModel.class);
  }

  private void publish(long sequence, Object event) {
    Stream stream = Stream.ofModel("item-knn");
    log.eventStore()
        .publish(new GenericDomainEventMessage<>(stream.kind(), stream.name(), sequence, event));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static final class OneId implements Ids {
    @Override
    public String next() {
      return "log-1";
    }

    @Override
    public long nextSeed() {
      return 1;
    }
  }
}
