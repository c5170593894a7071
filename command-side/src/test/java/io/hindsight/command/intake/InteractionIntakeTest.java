package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static io.hindsight.command.intake.IntakeHarness.item;
import static io.hindsight.command.intake.IntakeHarness.profile;
import static io.hindsight.command.intake.IntakeHarness.view;
import static io.hindsight.command.intake.IntakeHarness.viewAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.intake.IntakeCommand.RetractInteraction;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.quality.QualityEvent.RecordsRejected;
import io.hindsight.contracts.subjects.Disclosed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteractionIntakeTest {
  @TempDir Path directory;
  private IntakeHarness intake;

  @BeforeEach
  void open() {
    intake = new IntakeHarness(directory);
  }

  @AfterEach
  void close() {
    intake.close();
  }

  private static InteractionDraft searchClick(String id, Context context) {
    return new InteractionDraft(
        0,
        id,
        "anna",
        "i1",
        "search_click",
        NOW,
        null,
        null,
        null,
        null,
        null,
        "red shoes",
        context);
  }

  private void reopen(String idPrefix) {
    intake.close();
    intake = new IntakeHarness(directory, idPrefix);
  }

  @Test
  void interactionIsStoredUnderItsSubjectWithItsPersonalTextSealed() {
    Context context = new Context("phone", "session-1", "home", "at", "de-AT", "rec-1");
    IntakeReceipt receipt = intake.record(searchClick("c1", context));
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(receipt.ids()).containsExactly("c1");
    InteractionRecorded stored = intake.events(InteractionRecorded.class).getFirst();
    assertThat(stored.subjectId()).isEqualTo(subject("anna"));
    assertThat(intake.keys.open(stored.query())).isEqualTo(new Disclosed.Clear("red shoes"));
    assertThat(intake.keys.open(stored.device())).isEqualTo(new Disclosed.Clear("phone"));
    assertThat(intake.keys.open(stored.sessionId())).isEqualTo(new Disclosed.Clear("session-1"));
    assertThat(stored.locale()).isEqualTo("de-AT");
    assertThat(receipt.position()).isEqualTo(intake.store.head());
  }

  @Test
  void destroyedKeyLeavesTheFactAndErasesItsText() {
    intake.record(searchClick("c1", null));
    intake.keys.destroy(subject("anna"));
    InteractionRecorded stored = intake.events(InteractionRecorded.class).getFirst();
    assertThat(intake.keys.open(stored.query())).isEqualTo(new Disclosed.Erased());
  }

  private SubjectId subject(String user) {
    return intake.keys.find(new UserId(user)).orElseThrow();
  }

  @Test
  void knownIdIsADuplicateWhateverElseTheRecordSays() {
    intake.record(view(0, "a", "anna", "i1"));
    IntakeReceipt again = intake.record(view(0, "a", "ben", "i2"), view(1, "b", "ben", "i2"));
    assertThat(again.duplicates()).isEqualTo(1);
    assertThat(again.accepted()).isEqualTo(1);
    assertThat(again.ids()).containsExactly("a", "b");
    assertThat(intake.events(InteractionRecorded.class))
        .extracting(e -> e.itemId().value())
        .containsExactly("i1", "i2");
  }

  @Test
  void sameIdTwiceInOneCommandIsStoredOnce() {
    IntakeReceipt receipt = intake.record(view(0, "a", "anna", "i1"), view(1, "a", "anna", "i1"));
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(receipt.duplicates()).isEqualTo(1);
    assertThat(intake.events()).hasSize(1);
  }

  @Test
  void onlyDuplicatesAreAnsweredWithTheHead() {
    intake.record(view(0, "a", "anna", "i1"));
    IntakeReceipt again = intake.record(view(0, "a", "anna", "i1"));
    assertThat(again.position()).isEqualTo(intake.store.head());
    assertThat(again.accepted()).isZero();
  }

  @Test
  void idIsDerivedFromContentAndSurvivesARestart() {
    IntakeReceipt first = intake.record(viewAt(0, "anna", "i1", NOW));
    reopen("later");
    IntakeReceipt second = intake.record(viewAt(0, "anna", "i1", NOW));
    assertThat(first.derivedIds()).isEqualTo(1);
    assertThat(second.ids()).isEqualTo(first.ids());
    assertThat(second.duplicates()).isEqualTo(1);
  }

  @Test
  void anotherMomentItemOrPersonIsAnotherInteraction() {
    IntakeReceipt receipt =
        intake.record(
            viewAt(0, "anna", "i1", NOW),
            viewAt(1, "anna", "i1", NOW.minusNanos(1)),
            viewAt(2, "anna", "i2", NOW),
            viewAt(3, "ben", "i1", NOW));
    assertThat(receipt.accepted()).isEqualTo(4);
  }

  @Test
  void recordWithoutATimestampIsNeverADuplicate() {
    IntakeReceipt receipt =
        intake.record(viewAt(0, "anna", "i1", null), viewAt(1, "anna", "i1", null));
    assertThat(receipt.accepted()).isEqualTo(2);
    assertThat(receipt.derivedIds()).isZero();
    assertThat(intake.events(InteractionRecorded.class))
        .allMatch(event -> event.occurredAt().equals(NOW));
  }

  @Test
  void goodRecordsAreStoredBesideBadOnesWhichLeaveAnAccount() {
    Rejection malformed =
        new Rejection(1, null, new Refusal("json-malformed", "no JSON", "send JSON"));
    IntakeReceipt receipt =
        intake.interactions.handle(
            new RecordInteractions(
                "request-7",
                List.of(view(0, "a", "anna", "i1"), view(2, "b", null, "i1")),
                List.of(malformed)));
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(receipt.rejected()).extracting(Rejection::index).containsExactly(1L, 2L);
    assertThat(receipt.rejected().get(1).refusal().code()).isEqualTo("user-id-missing");
    assertThat(intake.events(RecordsRejected.class))
        .containsExactly(
            new RecordsRejected(
                "request-7",
                "interactions",
                Map.of("json-malformed", 1, "user-id-missing", 1),
                NOW));
  }

  @Test
  void everyCommandOfARequestLeavesItsOwnAccount() {
    intake.record(view(0, "a", null, "i1"));
    intake.record(view(1, "b", null, "i1"));
    assertThat(intake.events(RecordsRejected.class)).hasSize(2);
  }

  @Test
  void unknownItemsAndUsersAreAcceptedAndCounted() {
    IntakeReceipt before = intake.record(view(0, "a", "anna", "i1"), view(1, "b", "anna", "i2"));
    assertThat(before.accepted()).isEqualTo(2);
    assertThat(before.unknownItems()).isEqualTo(2);
    assertThat(before.unknownUsers()).isEqualTo(2);
    intake.list(item(0, "i1", "Shoe", "9.5"));
    intake.tell(profile(0, "anna", "Anna"));
    IntakeReceipt after = intake.record(view(0, "c", "anna", "i1"), view(1, "d", "ben", "i2"));
    assertThat(after.unknownItems()).isEqualTo(1);
    assertThat(after.unknownUsers()).isEqualTo(1);
    IntakeReceipt duplicate = intake.record(view(0, "d", "ben", "i2"));
    assertThat(duplicate.unknownItems()).isZero();
  }

  @Test
  void retractionCarriesTheWholeInteraction() {
    intake.record(view(0, "a", "anna", "i1"));
    Reply reply = intake.interactions.handle(new RetractInteraction(new InteractionId("a")));
    InteractionRecorded recorded = intake.events(InteractionRecorded.class).getFirst();
    assertThat(reply).isEqualTo(new Reply.Done(intake.store.head(), 0, true));
    assertThat(intake.events(InteractionRetracted.class))
        .containsExactly(new InteractionRetracted(new InteractionId("a"), recorded, NOW));
  }

  @Test
  void secondRetractionChangesNothing() {
    intake.record(view(0, "a", "anna", "i1"));
    RetractInteraction retract = new RetractInteraction(new InteractionId("a"));
    intake.interactions.handle(retract);
    assertThat(intake.interactions.handle(retract))
        .isEqualTo(new Reply.Done(intake.store.head(), 0, false));
    assertThat(intake.events(InteractionRetracted.class)).hasSize(1);
  }

  @Test
  void unknownInteractionCannotBeRetracted() {
    Reply reply = intake.interactions.handle(new RetractInteraction(new InteractionId("nope")));
    assertThat(reply).isInstanceOf(Reply.Refused.class);
    assertThat(((Reply.Refused) reply).refusal().code()).isEqualTo("interaction-unknown");
    assertThat(intake.events()).isEmpty();
  }

  @Test
  void interactionSentAgainAfterItsRetractionIsADuplicate() {
    intake.record(view(0, "a", "anna", "i1"));
    intake.interactions.handle(new RetractInteraction(new InteractionId("a")));
    assertThat(intake.record(view(0, "a", "anna", "i1")).duplicates()).isEqualTo(1);
  }
}
