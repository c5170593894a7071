package io.hindsight.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.models.ModelCommand.CompleteTraining;
import io.hindsight.contracts.models.ModelCommand.FailTraining;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.contracts.models.TrainModel;
import io.hindsight.contracts.models.TrainingStart;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.MemoryLog;
import io.hindsight.runtime.serving.RandomShop;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingServiceTest {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

  @TempDir Path directory;

  private final BlockingQueue<Object> sent = new LinkedBlockingQueue<>();
  private TrainingService service;

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  private CommandGateway gateway() {
    return (CommandGateway)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CommandGateway.class},
            (proxy, method, arguments) -> {
              sent.add(arguments[0]);
              return CompletableFuture.completedFuture(null);
            });
  }

  private TrainingService service(LogReader log) {
    service =
        new TrainingService(
            log,
            AlgorithmRegistry.standard(),
            new ModelStore(directory, AlgorithmRegistry.standard()),
            "test",
            2,
            gateway(),
            () -> NOW,
            OpenTelemetry.noop().getTracer("test"));
    return service;
  }

  private static TrainModel command(String id, LogPosition upTo, Map<String, String> settings) {
    return new TrainModel(new TrainingId(id), "item-knn", settings, 42, upTo);
  }

  private Object outcome() throws InterruptedException {
    Object outcome = sent.poll(20, TimeUnit.SECONDS);
    assertThat(outcome).isNotNull();
    return outcome;
  }

  private Provenance train(LogReader log, LogPosition upTo) throws InterruptedException {
    assertThat(service(log).handle(command("t", upTo, Map.of()))).isEqualTo(TrainingStart.STARTED);
    Object outcome = outcome();
    assertThat(outcome).isInstanceOf(CompleteTraining.class);
    service.close();
    return ((CompleteTraining) outcome).provenance();
  }

  @Test
  void nobodyWhoWasErasedIsLearnedFrom() throws Exception {
    MemoryLog log = RandomShop.log(31, 2_000);
    MemoryLog without = new MemoryLog();
    for (RecordedEvent event : log.events()) {
      boolean ones =
          event.event() instanceof InteractionRecorded did
              && did.subjectId().equals(RandomShop.subject(1));
      boolean back =
          event.event() instanceof InteractionRetracted retracted
              && retracted.recorded().subjectId().equals(RandomShop.subject(1));
      if (!ones && !back) {
        without.append(event.recordedAt(), event.event());
      }
    }
    String before = train(log, log.head()).contentHash();
    log.append(NOW, new SubjectErased(new ErasureId("e"), RandomShop.subject(1), NOW));
    Provenance after = train(log, log.head());
    assertThat(after.contentHash()).isNotEqualTo(before);
    assertThat(after.contentHash()).isEqualTo(train(without, without.head()).contentHash());
  }

  @Test
  void trainingTwiceGivesTheSameModelAndTheStoreHasIt() throws Exception {
    MemoryLog log = RandomShop.log(31, 2_000);
    LogPosition upTo = new LogPosition(1_500);
    Provenance first = train(log, upTo);
    Provenance second = train(log, upTo);
    assertThat(second.contentHash()).isEqualTo(first.contentHash());
    assertThat(first.items()).isPositive();
    assertThat(first.settings())
        .containsEntry("neighbours", "50")
        .containsEntry("weight.purchase", "5.0");
    assertThat(directory.resolve(first.contentHash() + ".model")).exists();
    var cold = new ModelStore(directory, AlgorithmRegistry.standard());
    assertThat(cold.find(first.contentHash()).orElseThrow().settings()).isEqualTo(first.settings());
    assertThat(train(log, log.head()).contentHash()).isNotEqualTo(first.contentHash());
  }

  @Test
  void whatWasRetractedTeachesNothing() throws Exception {
    MemoryLog all = RandomShop.log(32, 1_500);
    Set<Object> retracted = new HashSet<>();
    all.events()
        .forEach(
            event -> {
              if (event.event() instanceof InteractionRetracted back) {
                retracted.add(back.interactionId());
              }
            });
    MemoryLog never = new MemoryLog();
    all.events()
        .forEach(
            event -> {
              boolean gone =
                  event.event() instanceof InteractionRetracted
                      || (event.event() instanceof InteractionRecorded did
                          && retracted.contains(did.interactionId()));
              if (!gone) {
                never.append(event.recordedAt(), event.event());
              }
            });
    assertThat(retracted).isNotEmpty();
    Provenance with = train(all, all.head());
    Provenance without = train(never, never.head());
    assertThat(with.contentHash()).isEqualTo(without.contentHash());
    assertThat(with.interactions()).isEqualTo(without.interactions());
  }

  @Test
  void anEmptyLogIsNoData() throws Exception {
    service(new MemoryLog()).handle(command("t", LogPosition.START, Map.of()));
    assertThat(((FailTraining) outcome()).code()).isEqualTo("no-data");
  }

  @Test
  void wrongSettingsAreNamed() throws Exception {
    MemoryLog log = RandomShop.log(33, 100);
    for (var wrong : Map.of("neighbors", "3", "weight.stare", "1", "shrinkage", "-1").entrySet()) {
      service(log).handle(command("t", log.head(), Map.of(wrong.getKey(), wrong.getValue())));
      FailTraining failed = (FailTraining) outcome();
      assertThat(failed.code()).isEqualTo("settings-invalid");
      assertThat(failed.reason()).contains(wrong.getKey());
      service.close();
    }
    service(log).handle(new TrainModel(new TrainingId("t"), "oracle", Map.of(), 1, log.head()));
    assertThat(((FailTraining) outcome()).reason()).contains("item-knn");
  }

  @Test
  void aStoreThatCannotBeWrittenFailsTheTrainingWithAWord() throws Exception {
    Files.delete(directory);
    Files.writeString(directory, "in the way");
    MemoryLog log = RandomShop.log(34, 500);
    service(log).handle(command("t", log.head(), Map.of()));
    assertThat(((FailTraining) outcome()).code()).isEqualTo("failed");
  }

  @Test
  void aTrainingThatIsUnderwayIsNotStartedAgain() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    MemoryLog log = RandomShop.log(35, 500);
    LogReader slow =
        (LogReader)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {LogReader.class},
                (proxy, method, arguments) -> {
                  go.await();
                  return method.invoke(log, arguments);
                });
    TrainModel command = command("t", log.head(), Map.of());
    assertThat(service(slow).handle(command)).isEqualTo(TrainingStart.STARTED);
    assertThat(service.handle(command)).isEqualTo(TrainingStart.UNDERWAY);
    go.countDown();
    assertThat(outcome()).isInstanceOf(CompleteTraining.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void whatWouldKeepSinglePeoplesHistoriesIsNotTrained() throws Exception {
    MemoryLog log = RandomShop.log(36, 200);
    Map<String, String> single = Map.of("user-knn.group", "4", "of", "als+user-knn");
    service(log).handle(new TrainModel(new TrainingId("t"), "blend", single, 1, log.head()));
    FailTraining failed = (FailTraining) outcome();
    assertThat(failed.code()).isEqualTo("settings-invalid");
    assertThat(failed.reason()).contains("group must be at least 5, was 4");
  }
}
