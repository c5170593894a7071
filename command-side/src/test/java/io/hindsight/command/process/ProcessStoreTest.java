package io.hindsight.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.time.Ids;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

@Timeout(60)
class ProcessStoreTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path directory;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final List<ReminderSaga.Remind> reminders = new CopyOnWriteArrayList<>();
  private volatile RuntimeException trouble;
  private Node node;

  /** What a server has open while it runs. */
  private record Node(
      LogStore log,
      ProcessStore store,
      PolledDeadlineManager deadlines,
      AsynchronousCommandBus bus,
      TrackingEventProcessor processor) {
    void stop() {
      processor.shutDown();
      deadlines.close();
      bus.shutdown();
      store.close();
      log.close();
    }
  }

  @BeforeEach
  void startNode() {
    node = start();
  }

  @AfterEach
  void stopNode() {
    node.stop();
  }

  @Test
  void aDeadlineSurvivesARestartAndIsMetOnce() {
    list("i-1");
    await(() -> deadlinesKept() == 1);

    node.stop();
    node = start();
    assertThat(node.deadlines().meetDue()).isZero();
    elapse(HOUR);

    assertThat(node.deadlines().meetDue()).isEqualTo(1);
    await(() -> reminders.size() == 1);
    assertThat(node.deadlines().meetDue()).isZero();
    assertThat(reminders).containsExactly(new ReminderSaga.Remind("i-1", 1));
  }

  @Test
  void aSagaRemembersAcrossRestarts() {
    list("i-1");
    await(() -> deadlinesKept() == 1);
    for (int hour = 1; hour <= 3; hour++) {
      elapse(HOUR);
      assertThat(node.deadlines().meetDue()).isEqualTo(1);
      int expected = hour;
      await(() -> reminders.size() == expected);
      node.stop();
      node = start();
    }
    assertThat(reminders)
        .extracting(ReminderSaga.Remind::time)
        .as("how often it says it has reminded")
        .containsExactly(1, 2, 3);
  }

  @Test
  void anEndedSagaLeavesNothingBehind() {
    list("i-1");
    await(() -> deadlinesKept() == 1);
    publish("i-1", 1, new ItemDelisted(new ItemId("i-1"), now.get()));

    await(() -> deadlinesKept() == 0);
    elapse(HOUR);
    assertThat(node.deadlines().meetDue()).isZero();
    await(() -> rows("SagaEntry") == 0 && rows("AssociationValueEntry") == 0);
  }

  @Test
  void aFailingDeadlineIsTriedAgainLater() {
    list("i-1");
    await(() -> deadlinesKept() == 1);
    elapse(HOUR);
    trouble = new IllegalStateException("the disk is full");
    assertThat(node.deadlines().meetDue()).isZero();
    assertThat(node.deadlines().meetDue()).as("not at once").isZero();

    trouble = null;
    elapse(Duration.ofSeconds(2));
    assertThat(node.deadlines().meetDue()).isEqualTo(1);
    await(() -> reminders.size() == 2);
    assertThat(reminders)
        .as("what was sent before the rollback is sent again, and says the same")
        .containsOnly(new ReminderSaga.Remind("i-1", 1));
  }

  @Test
  void manyDeadlinesAreMetByThePollerWhileSagasStart() {
    node.deadlines().start(Duration.ofMillis(5));
    for (int i = 0; i < 150; i++) {
      list("i-" + i);
      if (i % 30 == 0) {
        elapse(HOUR.plusMinutes(1));
      }
    }
    await(() -> rows("SagaEntry") == 150);
    elapse(HOUR.plusMinutes(1));
    await(() -> reminders.stream().map(ReminderSaga.Remind::item).distinct().count() == 150);
    assertThat(reminders).doesNotHaveDuplicates();
  }

  @Test
  void theProcessesOfAnotherLogAreRefused() throws Exception {
    node.stop();
    Files.delete(directory.resolve("log.db"));

    LogStore other = openLog();
    assertThatThrownBy(() -> ProcessStore.open(directory.resolve("process.db"), other))
        .isInstanceOf(ProcessStoreRefused.class)
        .hasMessageContaining("belongs to another log");
    other.close();
    Files.delete(directory.resolve("process.db"));
    node = start();
  }

  @Test
  void processesThatAreAheadOfTheLogAreRefused() throws Exception {
    Path copy = directory.resolve("copy.db");
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("log.db"));
        var statement = connection.createStatement()) {
      statement.execute("VACUUM INTO '" + copy + "'");
    }
    list("i-1");
    await(() -> deadlinesKept() == 1);
    node.stop();
    Files.delete(directory.resolve("log.db"));
    Files.move(copy, directory.resolve("log.db"));

    LogStore older = openLog();
    assertThatThrownBy(() -> ProcessStore.open(directory.resolve("process.db"), older))
        .isInstanceOf(ProcessStoreRefused.class)
        .hasMessageContaining("restored from an older copy");
    older.close();
    Files.delete(directory.resolve("process.db"));
    node = start();
  }

  private LogStore openLog() {
    return LogStore.open(
        new LogSettings.Sqlite(directory.resolve("log.db")),
        MessageRegistry.ofEventsAnd(
            List.of(new MessageType("saga.ReminderSaga", 1, ReminderSaga.class))),
        new RandomIds());
  }

  private Node start() {
    LogStore log = openLog();
    ProcessStore store = ProcessStore.open(directory.resolve("process.db"), log);
    PolledDeadlineManager deadlines = new PolledDeadlineManager(store, now::get);
    deadlines.registerHandlerInterceptor(
        (work, chain) -> {
          Object result = chain.proceed();
          if (trouble != null) {
            throw trouble;
          }
          return result;
        });
    AsynchronousCommandBus bus = CommandBuses.create(2, OpenTelemetry.noop().getTracer("test"));
    bus.subscribe(
        ReminderSaga.Remind.class.getName(),
        command -> reminders.add((ReminderSaga.Remind) command.getPayload()));
    DefaultCommandGateway gateway = DefaultCommandGateway.builder().commandBus(bus).build();
    TrackingEventProcessor processor =
        new SagaProcessors(store, log.eventStore(), deadlines, List.of(gateway))
            .processor(ReminderSaga.class);
    processor.start();
    return new Node(log, store, deadlines, bus, processor);
  }

  private void list(String item) {
    ItemDetails lamp =
        new ItemDetails(
            "A lamp", null, List.of(), null, null, null, null, List.of(), Map.of(), null, null);
    publish(item, 0, new ItemListed(new ItemId(item), lamp, now.get()));
  }

  private void publish(String item, long sequence, Object event) {
    Stream stream = Stream.of(new ItemId(item));
    node.log()
        .eventStore()
        .publish(new GenericDomainEventMessage<>(stream.kind(), stream.name(), sequence, event));
  }

  private void elapse(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private int deadlinesKept() {
    return rows("Deadline");
  }

  private int rows(String table) {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("process.db"));
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static final class RandomIds implements Ids {
    @Override
    public String next() {
      return UUID.randomUUID().toString();
    }

    @Override
    public long nextSeed() {
      return 1;
    }
  }
}
