package io.hindsight.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.retention.RetentionIntake;
import io.hindsight.command.retention.RetentionReceipts;
import io.hindsight.command.seal.SealKeys;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.IntakeCommand.RetractInteraction;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.retention.RetentionEvent.RetentionCompleted;
import io.hindsight.contracts.retention.RetentionEvent.StoreSettled;
import io.hindsight.contracts.retention.RetentionOrder.CompleteRetention;
import io.hindsight.contracts.retention.RetentionOrder.ForgetInteractions;
import io.hindsight.contracts.retention.RetentionOrder.ReportSettled;
import io.hindsight.contracts.subjects.Disclosed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionIntakeTest {
  private static final Instant OLD = Instant.parse("2026-05-31T23:59:59Z");
  private static final Instant KEPT = Instant.parse("2026-06-01T00:00:00Z");
  private static final YearMonth MAY = YearMonth.of(2026, 5);
  private static final RetentionId ID = RetentionId.of(InteractionType.SEARCH_CLICK, MAY);
  private static final ForgetInteractions FORGET =
      new ForgetInteractions(InteractionType.SEARCH_CLICK, MAY, Period.ofDays(90));
  private static final LogPosition UP_TO = new LogPosition(9);

  @TempDir Path directory;
  private IntakeHarness harness;
  private RetentionIntake retention;

  @BeforeEach
  void open() {
    harness = new IntakeHarness(directory);
    SealKeys signing =
        SealKeys.open(
            directory.resolve("seal.key"), directory.resolve("seal.pub"), new SecureRandom());
    retention =
        new RetentionIntake(
            harness.log,
            harness.store.reader(),
            harness.keys,
            new RetentionReceipts(signing.current()),
            () -> IntakeHarness.NOW);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private static InteractionDraft searched(long index, String id, Instant at) {
    return new InteractionDraft(
        index, id, "ann", "tea", "search_click", at, null, null, null, null, null, "tents", null);
  }

  private Disclosed query(String id) {
    KeyStore keys = harness.keys;
    return harness.events(InteractionRecorded.class).stream()
        .filter(did -> did.interactionId().value().equals(id))
        .map(did -> keys.open(did.query()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void textsUpToTheMonthAreClosedAndLaterOnesOpen() {
    harness.record(searched(0, "old", OLD), searched(1, "kept", KEPT));
    assertThat(query("old")).isEqualTo(new Disclosed.Clear("tents"));
    assertThat(((Reply.Done) retention.handle(FORGET)).changed()).isTrue();
    assertThat(query("old")).isEqualTo(new Disclosed.Erased());
    assertThat(query("kept")).isEqualTo(new Disclosed.Clear("tents"));
    assertThat(harness.events(InteractionsForgotten.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.month()).isEqualTo("2026-05");
              assertThat(event.period()).isEqualTo("P90D");
            });
  }

  @Test
  void lateArrivalsAndRetractionsOfTheForgottenAreRefusedWithARemedy() {
    harness.record(searched(0, "old", OLD));
    retention.handle(FORGET);
    IntakeReceipt receipt = harness.record(searched(0, "late", OLD), searched(1, "new", KEPT));
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(receipt.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.index()).isZero();
              assertThat(rejected.refusal().code()).isEqualTo("retention-over");
              assertThat(rejected.refusal().remedy()).contains("leave it out");
            });
    assertThat(harness.interactions.handle(new RetractInteraction(new InteractionId("old"))))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("interaction-gone"));
  }

  @Test
  void eachStepIsTakenOnceAndInItsOrder() {
    retention.handle(FORGET);
    assertThat(((Reply.Done) retention.handle(FORGET)).changed()).as("again").isFalse();
    assertThat(retention.handle(new CompleteRetention(ID))).isInstanceOf(Reply.Refused.class);
    assertThat(((Reply.Done) retention.handle(new ReportSettled(ID, "serving", UP_TO))).changed())
        .as("out of order")
        .isFalse();
    for (int twice = 0; twice < 2; twice++) {
      retention.handle(new ReportSettled(ID, "views", UP_TO));
    }
    for (int twice = 0; twice < 2; twice++) {
      retention.handle(new ReportSettled(ID, "serving", UP_TO));
    }
    for (int twice = 0; twice < 2; twice++) {
      retention.handle(new CompleteRetention(ID));
    }
    assertThat(harness.events(StoreSettled.class))
        .extracting(StoreSettled::store)
        .containsExactly("views", "serving");
    assertThat(harness.events(RetentionCompleted.class))
        .singleElement()
        .satisfies(
            done ->
                assertThat(done.statement())
                    .contains("\"type\":\"search_click\"", "\"upToMonth\":\"2026-05\""));
  }

  @Test
  void aKeyStoreThatKnowsBetterThanTheLogIsCaughtUpWith() {
    harness.record(searched(0, "old", OLD));
    harness.keys.forget(InteractionType.SEARCH_CLICK, MAY);
    assertThat(((Reply.Done) retention.handle(FORGET)).changed()).as("the event").isTrue();
    assertThat(query("old")).isEqualTo(new Disclosed.Erased());
  }
}
