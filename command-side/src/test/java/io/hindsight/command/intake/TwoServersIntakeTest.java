package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.consent.ConsentIntake;
import io.hindsight.command.erasure.ErasureIntake;
import io.hindsight.command.keys.KeySettings;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.PostgresLogs;
import io.hindsight.contracts.consent.ChangeConsent;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureRequested;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.erasure.ErasureOrder.DestroySubjectKey;
import io.hindsight.contracts.erasure.ErasureOrder.EraseUser;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.RecordedEvent;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one real PostgreSQL, neither of which follows the log: only the fence tells. */
class TwoServersIntakeTest {
  private static final UserId ANN = new UserId("ann");
  @RegisterExtension static final PostgresLogs POSTGRES = new PostgresLogs();

  @TempDir Path directory;
  private IntakeHarness one;
  private IntakeHarness other;

  @BeforeEach
  void open() throws Exception {
    LogSettings.Postgres log = POSTGRES.fresh();
    KeySettings keys = new KeySettings.Postgres(log.url(), log.user(), log.password());
    one = new IntakeHarness(log, keys, directory, "one");
    other = new IntakeHarness(log, keys, directory, "other");
    for (IntakeHarness server : List.of(one, other)) {
      HeedingOthers.begin(server.store, server.keys, server.consents);
    }
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private static void eraseAnn(IntakeHarness server) {
    ErasureIntake erasures =
        new ErasureIntake(server.log, server.keys, InstantSource.fixed(NOW), new SecureRandom());
    SubjectId subject = server.keys.find(ANN).orElseThrow();
    erasures.handle(new EraseUser(ANN));
    ErasureRequested asked =
        server.events(ErasureRequested.class).stream()
            .filter(event -> event.subjectId().equals(subject))
            .findFirst()
            .orElseThrow();
    erasures.handle(new DestroySubjectKey(asked.erasureId(), subject));
  }

  private SubjectId subjectOf(String interaction) {
    return one.events(InteractionRecorded.class).stream()
        .filter(event -> event.interactionId().value().equals(interaction))
        .findFirst()
        .orElseThrow()
        .subjectId();
  }

  @Test
  void whoWasErasedOnOneServerIsSomebodyNewOnTheOther() {
    other.record(IntakeHarness.view(0, "i1", "ann", "boots"));
    eraseAnn(one);
    assertThat(other.keys.find(ANN)).as("still remembered there").isPresent();
    IntakeReceipt receipt = other.record(IntakeHarness.view(0, "i2", "ann", "boots"));
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(subjectOf("i2")).isNotEqualTo(subjectOf("i1"));
  }

  @Test
  void aConsentTakenBackOnOneServerHoldsOnTheOther() {
    other.record(IntakeHarness.view(0, "i1", "ann", "boots"));
    new ConsentIntake(one.log, one.store.heads(), one.keys, one.consents, InstantSource.fixed(NOW))
        .handle(new ChangeConsent(ANN, Consent.NONE));
    IntakeReceipt receipt = other.record(IntakeHarness.view(0, "i2", "ann", "boots"));
    assertThat(receipt.accepted()).isZero();
    assertThat(receipt.rejected().getFirst().refusal().code()).isEqualTo("consent-none");
  }

  /** Without the fence some rounds leave events of the erased behind their erasure. */
  @Test
  void nothingOfAPersonStandsBehindTheirErasureHoweverTheTwoServersMeet() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<Integer>> writing =
          List.of(
              threads.submit(() -> recordUntil(over, one, "a")),
              threads.submit(() -> recordUntil(over, other, "b")),
              threads.submit(() -> recordUntil(over, other, "c")));
      for (int round = 0; round < 15; round++) {
        one.keys.resolve(List.of(ANN));
        eraseAnn(one);
      }
      over.set(true);
      for (Future<Integer> written : writing) {
        assertThat(written.get()).isPositive();
      }
    }
    Set<SubjectId> erased = new HashSet<>();
    int recorded = 0;
    for (RecordedEvent event : one.events()) {
      if (event.event() instanceof SubjectErased gone) {
        erased.add(gone.subjectId());
      } else if (event.event() instanceof InteractionRecorded fact) {
        assertThat(erased).as("at %s", event.position()).doesNotContain(fact.subjectId());
        recorded++;
      }
    }
    assertThat(erased).hasSize(15);
    assertThat(recorded).isGreaterThan(15);
  }

  private static int recordUntil(AtomicBoolean over, IntakeHarness server, String name) {
    int count = 0;
    while (!over.get()) {
      server.record(IntakeHarness.view(0, name + count, "ann", "boots"));
      count++;
    }
    return count;
  }
}
