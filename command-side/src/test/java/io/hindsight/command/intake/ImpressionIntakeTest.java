package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static io.hindsight.command.intake.IntakeHarness.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hindsight.command.consent.ConsentIntake;
import io.hindsight.contracts.consent.ChangeConsent;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.impressions.ImpressionEvent.ImpressionRecorded;
import io.hindsight.contracts.impressions.Shown;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.ImpressionDraft;
import io.hindsight.contracts.intake.Draft.ShownDraft;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.quality.QualityEvent.RecordsRejected;
import io.hindsight.contracts.subjects.Disclosed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpressionIntakeTest {
  private static final Context CONTEXT =
      new Context("phone", "session-1", "home", "at", "de-AT", "rec-1");

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

  private static ShownDraft shown(String item, @Nullable Integer position) {
    return new ShownDraft(item, position, 0.25, position != null && position == 2);
  }

  private static ImpressionDraft ofAnna(@Nullable String id, @Nullable Instant at) {
    return new ImpressionDraft(
        0, id, "anna", List.of(shown("i1", 1), shown("i2", 2)), "bts", at, CONTEXT);
  }

  private static ImpressionDraft ofNobody(long index, ShownDraft... items) {
    return new ImpressionDraft(index, null, null, List.of(items), "random", NOW, null);
  }

  private SubjectId anna() {
    return intake.keys.find(new UserId("anna")).orElseThrow();
  }

  @Test
  void whatWasShownIsStoredWithItsPropensities() {
    intake.list(item(0, "i1", "Boot", "10"));
    IntakeReceipt receipt = intake.show(ofAnna("p1", NOW));
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(receipt.unknownItems()).as("i2 is not in the catalog").isEqualTo(1);
    assertThat(receipt.unknownUsers()).isEqualTo(1);
    ImpressionRecorded stored = intake.events(ImpressionRecorded.class).getFirst();
    assertThat(stored.subjectId()).isEqualTo(anna());
    assertThat(stored.policy()).isEqualTo("bts");
    assertThat(stored.items())
        .extracting(Shown::position, Shown::propensity, Shown::clicked)
        .containsExactly(tuple(1, 0.25, false), tuple(2, 0.25, true));
    assertThat(stored.placement()).hasToString("home");
    assertThat(intake.keys.open(stored.device())).isEqualTo(new Disclosed.Clear("phone"));
    intake.keys.destroy(anna());
    assertThat(intake.keys.open(stored.sessionId())).isEqualTo(new Disclosed.Erased());
  }

  @Test
  void whatWasShownToNobodyKnownIsStoredWithoutASubject() {
    IntakeReceipt receipt = intake.show(ofNobody(0, shown("i1", null)));
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(receipt.unknownUsers()).isZero();
    assertThat(intake.events(ImpressionRecorded.class).getFirst().subjectId()).isNull();
  }

  @Test
  void theSameIsStoredOnce() {
    intake.show(ofAnna("p1", null));
    assertThat(intake.show(ofAnna("p1", NOW)).duplicates()).as("by the client's id").isEqualTo(1);
    assertThat(intake.show(ofAnna(null, NOW)).derivedIds()).isEqualTo(1);
    assertThat(intake.show(ofAnna(null, NOW)).duplicates()).as("by its content").isEqualTo(1);
    assertThat(intake.show(ofAnna(null, NOW.minusSeconds(1))).accepted()).isEqualTo(1);
    assertThat(intake.show(ofAnna(null, null), ofAnna(null, null)).accepted())
        .as("without a time each one counts")
        .isEqualTo(2);
  }

  @Test
  void eachPartOfAnImpressionMakesAnotherId() {
    ImpressionDraft first = ofNobody(0, shown("i1", 1), shown("i2", 2));
    ImpressionDraft otherOrder = ofNobody(1, shown("i1", 2), shown("i2", 1));
    ImpressionDraft fewer = ofNobody(2, shown("i1", 1));
    ImpressionDraft otherPolicy =
        new ImpressionDraft(3, null, null, first.items(), "bts", NOW, null);
    assertThat(intake.show(first, otherOrder, fewer, otherPolicy).ids()).doesNotHaveDuplicates();
    assertThat(intake.events(ImpressionRecorded.class)).hasSize(4);
  }

  @Test
  void peopleWhoAllowNoRecordingAreLeftOut() {
    intake.show(ofAnna("p1", NOW));
    new ConsentIntake(intake.log, intake.store.heads(), intake.keys, intake.consents, () -> NOW)
        .handle(new ChangeConsent(new UserId("anna"), Consent.NONE));
    IntakeReceipt receipt = intake.show(ofAnna("p2", NOW), ofNobody(1, shown("i1", 1)));
    assertThat(receipt.accepted()).as("who is not known forbids nothing").isEqualTo(1);
    assertThat(receipt.rejected().getFirst().refusal().code()).isEqualTo("consent-none");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5, position-invalid",
    "-1, 0.5, position-invalid",
    "10001, 0.5, position-invalid",
    "1, 0, propensity-invalid",
    "1, 1.001, propensity-invalid",
    "1, -0.5, propensity-invalid",
    "1, NaN, propensity-invalid"
  })
  void whatCannotBeIsRefusedByItsCode(int position, double propensity, String code) {
    ShownDraft bad = new ShownDraft("i1", position, propensity, false);
    IntakeReceipt receipt =
        intake.show(ofNobody(0, bad), ofNobody(1, new ShownDraft("i1", 1, 1.0, false)));
    assertThat(receipt.accepted()).as("the good one beside it").isEqualTo(1);
    assertThat(receipt.rejected()).extracting(r -> r.refusal().code()).containsExactly(code);
    assertThat(intake.events(RecordsRejected.class).getFirst().counts()).containsEntry(code, 1);
  }

  @Test
  void anImpressionHasItemsWithAPlaceEachOrNone() {
    assertThat(codes(ofNobody(0))).containsExactly("items-missing");
    assertThat(codes(ofNobody(0, shown("i1", 1), shown("i2", 1))))
        .containsExactly("positions-incomplete");
    assertThat(codes(ofNobody(0, shown("i1", 1), shown("i2", null))))
        .containsExactly("positions-incomplete");
    assertThat(codes(ofNobody(0, new ShownDraft(null, 1, null, false))))
        .containsExactly("item-id-missing");
    ShownDraft[] many = Collections.nCopies(1_001, shown("i1", null)).toArray(ShownDraft[]::new);
    assertThat(codes(ofNobody(0, many))).containsExactly("too-many-items");
  }

  @Test
  void whatIsPersonalNeedsAPerson() {
    ImpressionDraft draft =
        new ImpressionDraft(0, null, null, List.of(shown("i1", 1)), null, NOW, CONTEXT);
    assertThat(codes(draft)).containsExactly("context-of-nobody");
  }

  private List<String> codes(ImpressionDraft draft) {
    return intake.show(draft).rejected().stream().map(r -> r.refusal().code()).toList();
  }
}
