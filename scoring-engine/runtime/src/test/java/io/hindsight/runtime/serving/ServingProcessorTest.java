package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.UnregisteredEvent;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingProcessorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  private final MemoryLog log = RandomShop.log(41, 3_000);
  private final EmbeddedEventStore store =
      EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
  private ServingProcessor processor;
  private long head;

  @BeforeEach
  void beginAtOne() {
    publish(List.of("the in-memory engine counts from 0, a log from 1"));
    head = 0;
  }

  @AfterEach
  void stop() {
    if (processor != null) {
      processor.close();
    }
    store.shutDown();
  }

  private void publish(List<?> payloads) {
    store.publish(payloads.stream().map(GenericEventMessage::asEventMessage).toList());
    head += payloads.size();
  }

  private void publish(int from, int to) {
    publish(log.events().subList(from, to).stream().map(RecordedEvent::event).toList());
  }

  private ServingProcessor start() {
    processor =
        processor(
            new NoViews(),
            3,
            new ServingSettings(100, Duration.ofMillis(20), 500, Duration.ZERO, 1_000));
    processor.start();
    return processor;
  }

  private ServingProcessor processor(ViewReader views, int kept, ServingSettings settings) {
    return new ServingProcessor(
        store,
        GlobalSequenceTrackingToken::new,
        new LogPosition(head),
        new MemoryLog(),
        views,
        new ViewProgress(),
        new ModelStore(directory.resolve("models"), AlgorithmRegistry.standard()),
        new Checkpoints(directory.resolve("checkpoints"), "log-1", kept),
        settings,
        OpenTelemetry.noop().getTracer("test"));
  }

  private void awaitHead() throws InterruptedException {
    LogPosition wanted = new LogPosition(head);
    assertThat(processor.state().await(wanted, PATIENCE)).isEqualTo(wanted);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  private String expectedCatalog(int events) {
    ServingFold fold = new ServingFold(change -> {});
    log.events()
        .subList(0, events)
        .forEach(event -> fold.apply(event.position(), event.recordedAt(), event.event()));
    return Pictures.of(fold.catalog());
  }

  private String catalog() {
    return Pictures.of(processor.state().snapshot().catalog());
  }

  @Test
  void theStateFollowsTheLogAndGoesOnAfterARestart() throws Exception {
    publish(0, 1_000);
    start();
    awaitHead();
    publish(1_000, 2_000);
    awaitHead();
    assertThat(catalog()).isEqualTo(expectedCatalog(2_000));
    processor.close();

    publish(2_000, 3_000);
    start();
    assertThat(processor.position().value()).isGreaterThanOrEqualTo(2_000);
    awaitHead();
    assertThat(catalog()).isEqualTo(expectedCatalog(3_000));
  }

  @Test
  void anEpochFollowsSoonAfterTheLastEvent() throws Exception {
    publish(0, 777);
    start();
    awaitHead();
    await(() -> processor.state().snapshot().epoch().position().equals(new LogPosition(head)));
  }

  @Test
  void withoutItsCheckpointsItFoldsFromTheBeginning() throws Exception {
    publish(0, 1_500);
    start();
    awaitHead();
    processor.close();
    try (var files = Files.list(directory.resolve("checkpoints"))) {
      for (Path file : files.toList()) {
        Files.writeString(file, "rubbish");
      }
    }
    start();
    awaitHead();
    assertThat(catalog()).isEqualTo(expectedCatalog(1_500));
  }

  @Test
  void eventsOfOthersMoveThePositionOnly() throws Exception {
    publish(0, 10);
    start();
    awaitHead();
    publish(List.of("not ours", "neither"));
    awaitHead();
    assertThat(catalog()).isEqualTo(expectedCatalog(10));
  }

  @Test
  void anUnknownEventStopsTheFoldVisiblyAndAfterAllBeforeIt() throws Exception {
    publish(0, 100);
    start();
    awaitHead();
    var constructor = UnregisteredEvent.class.getDeclaredConstructor();
    constructor.setAccessible(true);
    publish(100, 150);
    publish(List.of(constructor.newInstance()));
    publish(150, 160);
    await(() -> processor.problem().isPresent());
    assertThat(processor.problem().orElseThrow()).contains("unknown name");
    await(() -> processor.state().snapshot().position().value() == 150);
    assertThat(catalog()).isEqualTo(expectedCatalog(150));
  }

  @Test
  void startsWhereTheHistoryViewIsOrWillSoonBeIfACheckpointIsThere() throws Exception {
    ServingSettings settings =
        new ServingSettings(1_000_000, Duration.ofDays(1), 2_000, Duration.ZERO, 1_000);
    MemoryLog many = RandomShop.log(43, 40_000);
    processor = processor(new NoViews(), 30, settings);
    processor.start();
    for (int from = 0; from < 40_000; from += 4_000) {
      publish(
          many.events().subList(from, from + 4_000).stream().map(RecordedEvent::event).toList());
      awaitHead();
      awaitWritten(); // while one is being written, none is begun
    }
    processor.close();
    assertThat(startingPoint(40_000, settings)).isEqualTo(40_000);
    assertThat(startingPoint(35_000, settings)).isEqualTo(40_000);
    assertThat(startingPoint(15_000, settings)).isBetween(10_000L, 25_000L);
    Checkpoints two = new Checkpoints(directory.resolve("checkpoints"), "log-1", 2);
    two.write(two.latest(new LogPosition(40_000)).orElseThrow());
    assertThat(startingPoint(15_000, settings)).as("both are newer").isEqualTo(40_000);
  }

  @Test
  void smallImagesAreWrittenMoreOftenThanIsAskedFor() throws Exception {
    ServingSettings seldom =
        new ServingSettings(1_000_000, Duration.ofDays(1), 250_000, Duration.ZERO, 1_000);
    MemoryLog many = RandomShop.log(44, 33_000);
    processor = processor(new NoViews(), 30, seldom);
    processor.start();
    for (int from = 0; from < 33_000; from += 3_000) {
      publish(
          many.events().subList(from, from + 3_000).stream().map(RecordedEvent::event).toList());
      awaitHead();
      awaitWritten();
    }
    Checkpoints written = new Checkpoints(directory.resolve("checkpoints"), "log-1", 30);
    for (int at : new int[] {15_000, 27_000, 33_000}) {
      assertThat(written.latest(new LogPosition(at)).orElseThrow().position().value())
          .isBetween(at - 13_000L, (long) at);
    }
    processor.close();
  }

  private static void awaitWritten() throws InterruptedException {
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("serving-checkpoint")));
  }

  private long startingPoint(long history, ServingSettings settings) {
    ViewReader views = new NoViews(new LogPosition(history));
    return processor(views, 30, settings).position().value();
  }
}
