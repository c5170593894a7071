package io.hindsight.command.log;

import static io.hindsight.command.log.TestEvents.interactions;
import static io.hindsight.command.log.TestEvents.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hindsight.command.intake.GroupCommitLog;
import io.hindsight.command.intake.GroupCommitSettings;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.testing.Cable;
import io.opentelemetry.api.OpenTelemetry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real Axon Server that is away for a while, is cut off in mid-append, or is killed. */
@Timeout(180)
@ExtendWith(TestAxonServer.class)
class AxonServerOutageTest {
  /** Kills the server, starts it again, and returns. */
  private static final String RESTART = "HINDSIGHT_TEST_AXON_SERVER_RESTART";

  private Cable cable;
  private LogStore direct;
  private LogStore log;

  @BeforeEach
  void openThroughACable() throws Exception {
    direct = open(TestAxonServer.fresh());
    cable = TestAxonServer.cable();
    log = open(TestAxonServer.at(cable.port()));
  }

  @AfterEach
  void close() throws Exception {
    log.close();
    direct.close();
    cable.close();
  }

  private static LogStore open(LogSettings settings) {
    return LogStore.open(settings, MessageRegistry.ofEventsAnd(List.of()), TestEvents.ids());
  }

  @Test
  void aServerThatIsAwayIsToldAsSuchAndUsedAgainWhenItIsBack() throws Exception {
    log.eventStore().publish(interactions("before", 0, 100));
    List<String> before = LogReaderContract.names(replay(log));
    assertThat(log.isAway()).isFalse();

    cable.pull();
    assertUnavailable(() -> log.head());
    assertThat(log.isAway()).isTrue();
    assertUnavailable(() -> log.eventStore().publish(recorded("lost")));
    assertUnavailable(() -> log.heads().sequences(List.of("interaction/before-0")));
    assertUnavailable(() -> log.heads().last(List.of("interaction/before-0")));
    assertUnavailable(() -> log.engine().readEvents(LogTokens.START, false).forEach(e -> {}));
    assertUnavailable(() -> log.eventStore().readEvents("interaction/before-0"));
    assertUnavailable(() -> log.stored().read(LogPosition.START, new LogPosition(100), e -> {}));

    cable.plugIn();
    await(() -> isThere(log));
    assertThat(log.isAway()).isFalse();
    assertThat(LogReaderContract.names(replay(log))).isEqualTo(before);
    log.eventStore().publish(recorded("after"));
    assertThat(LogContract.follow(log.eventStore(), 101)).endsWith("interaction/after");
  }

  @Test
  void aLogThatCannotBeReachedIsNotOpened() {
    cable.pull();
    assertThatThrownBy(() -> open(TestAxonServer.at(cable.port())))
        .isInstanceOf(LogUnavailable.class)
        .hasMessageContaining("localhost:" + cable.port());
  }

  @Test
  void whereItFallsSilentOneWaitsAndTheOthersAreRefusedAtOnce() throws Exception {
    log.eventStore().publish(recorded("before"));
    cable.mute();
    assertThatThrownBy(log::head)
        .isInstanceOf(LogUnavailable.class)
        .hasMessageEndingWith("has not answered within 5 s");
    assertThatThrownBy(log::head)
        .isInstanceOf(LogUnavailable.class)
        .hasMessageEndingWith("is away");
    cable.pull();
    cable.plugIn();
    await(() -> isThere(log));
    log.eventStore().publish(recorded("after"));
    assertThat(LogReaderContract.names(replay(log)))
        .containsExactly("interaction/before", "interaction/after");
  }

  @Test
  void whatWasStoredBeforeItsConfirmationGotLostIsStoredOnce() throws Exception {
    try (GroupCommitLog facts = facts(log)) {
      facts.append(facts("warm", 1)).get();
      LogPosition before = direct.head();

      cable.mute();
      CompletableFuture<Appended> unsure = facts.append(facts("unsure", 50));
      await(() -> direct.head().value() == before.value() + 50);
      cable.pull();
      cable.plugIn();
      // Told as duplicates, or as not stored: in both cases whoever sends again does no harm.
      unsure.handle((appended, failure) -> appended).get(60, TimeUnit.SECONDS);
      await(() -> isThere(log));
      assertThat(facts.append(facts("unsure", 50)).get().duplicates()).hasSize(50);
    }
    assertThat(LogReaderContract.names(replay(direct))).hasSize(51).doesNotHaveDuplicates();
  }

  @Test
  void aKilledServerComesBackWithAllThatItConfirmed() throws Exception {
    String restart = System.getenv(RESTART);
    if (restart == null) {
      System.out.println("no restart: " + RESTART + " names no command");
    }
    assumeThat(restart).isNotNull();
    Set<String> confirmed = new TreeSet<>();
    try (GroupCommitLog facts = facts(direct)) {
      Process killing = new ProcessBuilder("sh", "-c", restart).inheritIO().start();
      int failures = 0;
      // What failed is sent again, as clients do.
      for (int i = 0; killing.isAlive() || i % 50 != 0; i++) {
        int call = i;
        while (!confirmed.contains("call-" + call)) {
          try {
            facts.append(facts("call-" + call, 3)).get();
            confirmed.add("call-" + call);
          } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(LogUnavailable.class);
            failures++;
          }
        }
      }
      assertThat(killing.waitFor()).isZero();
      System.out.printf(
          "%d calls were confirmed across a restart, %d attempts failed%n",
          confirmed.size(), failures);
    }
    List<String> stored = LogReaderContract.names(replay(direct));
    assertThat(stored).hasSize(3 * confirmed.size()).doesNotHaveDuplicates();
  }

  private static GroupCommitLog facts(LogStore log) {
    return new GroupCommitLog(
        log.eventStore(),
        log.serializer(),
        log.heads(),
        log::head,
        InstantSource.system(),
        TestEvents.randomIds(),
        OpenTelemetry.noop().getTracer("test"),
        Runnable::run,
        GroupCommitSettings.DEFAULT);
  }

  private static List<Fact> facts(String prefix, int count) {
    List<Fact> facts = new ArrayList<>();
    for (DomainEventMessage<?> event : interactions(prefix, 0, count)) {
      InteractionId id = ((InteractionRecorded) event.getPayload()).interactionId();
      facts.add(new Fact(Stream.of(id), Expectation.NEW_STREAM, event.getPayload(), Map.of()));
    }
    return facts;
  }

  private static List<RecordedEvent> replay(LogStore log) {
    List<RecordedEvent> events = new ArrayList<>();
    log.reader().read(LogPosition.START, log.head(), events::add);
    return events;
  }

  private static void assertUnavailable(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(LogUnavailable.class);
  }

  private static boolean isThere(LogStore log) {
    try {
      log.head();
      return true;
    } catch (LogUnavailable e) {
      return false;
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
