package io.hindsight.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.consent.ConsentIntake;
import io.hindsight.command.consent.ConsentRegister;
import io.hindsight.contracts.consent.ChangeConsent;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.quality.QualityEvent.RecordsRejected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentIntakeTest {
  private static final UserId ANN = new UserId("ann");

  @TempDir Path directory;
  private IntakeHarness harness;
  private ConsentIntake intake;

  @BeforeEach
  void open() {
    harness = new IntakeHarness(directory);
    intake =
        new ConsentIntake(
            harness.log,
            harness.store.heads(),
            harness.keys,
            harness.consents,
            () -> IntakeHarness.NOW);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private boolean change(UserId user, Consent consent) {
    return ((Reply.Done) intake.handle(new ChangeConsent(user, consent))).changed();
  }

  private Consent consent() {
    SubjectId subject = harness.keys.find(ANN).orElseThrow();
    Consent afresh = new ConsentRegister(harness.store.heads()).of(subject);
    assertThat(harness.consents.of(subject)).as("in memory, and in the log").isEqualTo(afresh);
    return afresh;
  }

  @Test
  void whoNeverSaidAnythingIsRecorded() {
    harness.record(IntakeHarness.view(0, "i1", "ann", "tea"));
    assertThat(consent()).isEqualTo(Consent.FULL);
    assertThat(change(ANN, Consent.FULL)).isFalse();
    assertThat(harness.events(ConsentChanged.class)).isEmpty();
  }

  @Test
  void aChangeHoldsFromTheNextRequestOn() {
    harness.record(IntakeHarness.view(0, "i1", "ann", "tea"));
    assertThat(change(ANN, Consent.NONE)).isTrue();
    assertThat(change(ANN, Consent.NONE)).isFalse();
    assertThat(consent()).isEqualTo(Consent.NONE);

    IntakeReceipt receipt =
        harness.record(
            IntakeHarness.view(0, "i2", "bob", "tea"),
            IntakeHarness.view(1, "i3", "ann", "tea"),
            IntakeHarness.view(2, "i4", "bob", "tea"));
    assertThat(receipt.accepted()).isEqualTo(2);
    assertThat(receipt.ids()).containsExactly("i2", "i4");
    assertThat(receipt.rejected()).hasSize(1);
    assertThat(receipt.rejected().getFirst().index()).isEqualTo(1);
    assertThat(receipt.rejected().getFirst().refusal().code()).isEqualTo("consent-none");
    assertThat(harness.events(RecordsRejected.class).getFirst().counts())
        .isEqualTo(Map.of("consent-none", 1));

    change(ANN, Consent.LIMITED);
    assertThat(harness.record(IntakeHarness.view(0, "i5", "ann", "tea")).accepted()).isEqualTo(1);
    assertThat(harness.events(InteractionRecorded.class)).hasSize(4);
    assertThat(harness.events(ConsentChanged.class)).hasSize(2);
  }

  @Test
  void aStrangerWhoRefusesIsRemembered() {
    assertThat(change(ANN, Consent.NONE)).isTrue();
    assertThat(harness.record(IntakeHarness.view(0, "i1", "ann", "tea")).accepted()).isZero();
  }

  @Test
  void whoeverComesBackAfterAnErasureHasSaidNothingYet() {
    change(ANN, Consent.NONE);
    harness.keys.destroy(harness.keys.find(ANN).orElseThrow());
    assertThat(harness.record(IntakeHarness.view(0, "i1", "ann", "tea")).accepted()).isEqualTo(1);
    assertThat(consent()).isEqualTo(Consent.FULL);
  }

  @Test
  void ofManyChangesAtOnceTheLogsLastCounts() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> changes = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Consent consent = Consent.values()[i % 3];
        changes.add(() -> change(ANN, consent));
      }
      for (var change : threads.invokeAll(changes)) {
        change.get();
      }
    }
    assertThat(consent()).isEqualTo(harness.events(ConsentChanged.class).getLast().consent());
  }
}
