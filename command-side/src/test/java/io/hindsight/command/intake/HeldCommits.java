package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;

import io.hindsight.command.log.HindsightSerializer;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/** A group committer whose commits stand for as long as a test wants. */
abstract class HeldCommits {
  final HindsightSerializer serializer =
      new HindsightSerializer(MessageRegistry.ofEventsAnd(List.of()));
  final FakeStore store = new FakeStore();
  final ExecutorService completions =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "completions"));
  final GroupCommitLog log;
  volatile Instant now = NOW;

  HeldCommits(int receiptsAnEvent) {
    log =
        new GroupCommitLog(
            store,
            serializer,
            store,
            store::head,
            () -> now,
            IntakeHarness.ids("e"),
            OpenTelemetry.noop().getTracer("test"),
            completions,
            new GroupCommitSettings(
                100,
                1 << 20,
                200,
                1 << 20,
                2,
                Duration.ZERO,
                Duration.ofMillis(50),
                receiptsAnEvent));
  }

  @AfterEach
  final void close() {
    goOn();
    log.close();
    completions.shutdown();
  }

  static Fact fact(String id, Expectation expectation) {
    ItemId item = new ItemId(id);
    return new Fact(Stream.of(item), expectation, new ItemDelisted(item, NOW), Map.of());
  }

  static Fact fresh(String id) {
    return fact(id, Expectation.NEW_STREAM);
  }

  /** Lets the committer begin a commit and stand in it, so that what follows has to wait. */
  final CompletableFuture<Appended> holdUp(String id) throws InterruptedException {
    store.permits.drainPermits();
    store.begun.drainPermits();
    CompletableFuture<Appended> held = log.append(List.of(fresh(id)));
    store.begun.acquire();
    return held;
  }

  final void goOn() {
    store.permits.release(1_000);
  }
}
