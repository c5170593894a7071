package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.consent.ConsentIntake;
import io.hindsight.contracts.audit.AuditEvent.RecordsRead;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.consent.ChangeConsent;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.impressions.ImpressionEvent.ImpressionRecorded;
import io.hindsight.contracts.intake.Draft.ImpressionDraft;
import io.hindsight.contracts.intake.Draft.ShownDraft;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose event it is that somebody looked at stands in the record. */
class ReadRecorderTest {
  private static final UserId ANN = new UserId("ann");

  @TempDir Path directory;
  private IntakeHarness intake;
  private ReadRecorder recorder;

  @BeforeEach
  void open() {
    intake = new IntakeHarness(directory);
    recorder =
        new ReadRecorder(
            intake.log, intake.store.reader(), intake.keys, () -> NOW, IntakeHarness.ids("read"));
    intake.tell(IntakeHarness.profile(0, "ann", "ann"));
    intake.record(IntakeHarness.view(0, "i1", "ann", "tea"));
    intake.show(
        new ImpressionDraft(
            0, "p1", "ann", List.of(new ShownDraft("tea", 1, 0.5, false)), "bts", NOW, null));
    new ConsentIntake(intake.log, intake.store.heads(), intake.keys, intake.consents, () -> NOW)
        .handle(new ChangeConsent(ANN, Consent.LIMITED));
  }

  @AfterEach
  void close() {
    intake.close();
  }

  private RecordsRead last() {
    return intake.events(RecordsRead.class).getLast();
  }

  private void proofOf(Class<?> type) {
    String position =
        intake.events().stream()
            .filter(event -> type.isInstance(event.event()))
            .findFirst()
            .orElseThrow()
            .position()
            .toString();
    recorder.handle(new RecordRead("proof", Map.of("position", position), null, "Jo"));
  }

  @Test
  void everyEventOfAPersonNamesThePerson() {
    String ann = intake.keys.find(ANN).orElseThrow().value();
    for (Class<?> type :
        List.of(
            ProfileCreated.class,
            InteractionRecorded.class,
            ImpressionRecorded.class,
            ConsentChanged.class)) {
      proofOf(type);
      assertThat(last().about()).as(type.getSimpleName()).containsEntry("subjectId", ann);
    }
    proofOf(RecordsRead.class);
    assertThat(last().about()).doesNotContainKey("subjectId");
  }

  @Test
  void whoIsNamedStandsInItByTheirRandomIdAndNobodyByTheirName() {
    recorder.handle(new RecordRead("history", Map.of("asOf", "3"), ANN, "Jo"));
    assertThat(last().about())
        .isEqualTo(Map.of("asOf", "3", "subjectId", intake.keys.find(ANN).orElseThrow().value()));
    recorder.handle(new RecordRead("history", Map.of(), new UserId("nobody"), null));
    assertThat(last().about()).isEqualTo(Map.of("subjectId", "unknown"));
  }
}
