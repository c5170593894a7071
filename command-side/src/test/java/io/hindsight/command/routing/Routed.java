package io.hindsight.command.routing;

import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.Finding;
import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.consent.ChangeConsent;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.erasure.ErasureOrder;
import io.hindsight.contracts.erasure.ErasureReply;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.ImpressionDraft;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.Draft.ItemDraft;
import io.hindsight.contracts.intake.Draft.ProfileDraft;
import io.hindsight.contracts.intake.Draft.ShownDraft;
import io.hindsight.contracts.intake.IntakeCommand;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.models.ModelCommand;
import io.hindsight.contracts.placements.PlacementCommand;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.AuditQuery;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.RetentionAnswer;
import io.hindsight.contracts.queries.VerifyView;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery;
import io.hindsight.contracts.retention.RetentionPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of each message that nodes send one another, with all that may be in it. */
final class Routed {
  static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");
  private static final LogPosition POSITION = new LogPosition(12_345);
  private static final Refusal REFUSAL = new Refusal("text-too-long", "too long", "shorten it");
  private static final Rejection REJECTION = new Rejection(3, "title", REFUSAL);
  private static final Context CONTEXT = new Context("phone", "s-1", "home", "de", "de-AT", "r-9");

  private Routed() {}

  static List<Object> commands() {
    return List.of(
        new IntakeCommand.RecordInteractions("q-1", List.of(interaction(0)), List.of(REJECTION)),
        new IntakeCommand.RecordImpressions("q-2", List.of(impression()), List.of()),
        new IntakeCommand.ListItems("q-3", List.of(item(0, "a lamp")), List.of(REJECTION)),
        new IntakeCommand.RecordProfiles("q-4", List.of(profile()), List.of()),
        new IntakeCommand.RetractInteraction(new InteractionId("i-1")),
        new IntakeCommand.DelistItem(new ItemId("lamp-7")),
        new ChangeConsent(new UserId("ann"), Consent.LIMITED),
        new ErasureOrder.EraseUser(new UserId("ann")),
        new PlacementCommand.CreatePlacement(new PlacementId("home"), placement(), AT),
        new PlacementCommand.ChangePlacement(new PlacementId("home"), placement(), AT),
        new ModelCommand.RequestTraining(
            new TrainingId("t-1"), "als", Map.of("factors", "8"), -7, POSITION, AT),
        new ModelCommand.ActivateModel(new TrainingId("t-1"), "als", AT),
        new RecordRead("list", Map.of("id", "r-9"), new UserId("ann"), "Jo"),
        new RebuildView("history"),
        new VerifyView("history", VerifyView.Step.SWITCH));
  }

  static List<Object> questions() {
    return List.of(
        new AuditQuery.FindIntegrity(),
        new AuditQuery.CheckIntegrity(POSITION, "ab12"),
        new AuditQuery.ProveEvent(POSITION),
        new AuditQuery.FindVerification("history"),
        new ViewQuery.FindRetention());
  }

  /** What questions find. */
  static List<Object> findings() {
    return List.of(
        new LogIntegrity.State("log", seal(), "ab", POSITION, AT, true, null, "k", "PEM"),
        new LogIntegrity.Checked(
            LogPosition.START,
            POSITION,
            12,
            1,
            List.of(Finding.at(Finding.Kind.MISSING, POSITION, "gone")),
            POSITION),
        new InclusionProof(
            new StoredEvent(
                POSITION, "e", "item", "item/1", 0, "catalog.X", "1", AT.toString(), "{}", "{}"),
            3,
            List.of("ab", "cd"),
            seal(),
            POSITION),
        new AuditAnswer.Verification(
            "history",
            2,
            "different",
            POSITION,
            POSITION,
            1,
            List.of(
                new AuditAnswer.WrongRow(
                    "k", "content", "{}", null, POSITION, "catalog.ItemListed", "differs")),
            null),
        new RetentionAnswer(
            List.of(
                new RetentionAnswer.Policy(
                    new RetentionPolicy(InteractionType.DWELL, Period.ofDays(90)),
                    YearMonth.of(2026, 1),
                    LocalDate.of(2026, 5, 2))),
            List.of(
                new RetentionAnswer.Forgotten(
                    new RetentionId("dwell-2025-12"),
                    InteractionType.DWELL,
                    YearMonth.of(2025, 12),
                    "P90D",
                    AT,
                    new ViewAnswer.Erasure.Receipt("text", "k", "sig")))));
  }

  static List<Object> replies() {
    return List.of(
        receipt(2, List.of(REJECTION), List.of("i-1"), 9),
        new Reply.Done(POSITION, 3, true),
        new Reply.Refused(REFUSAL),
        new ErasureReply.Accepted(new ErasureId("e-1"), POSITION, false),
        new ErasureReply.Refused(REFUSAL));
  }

  static IntakeReceipt receipt(
      int accepted, List<Rejection> rejected, List<String> ids, long position) {
    return new IntakeReceipt(accepted, 1, 1, 1, 1, rejected, ids, new LogPosition(position));
  }

  static InteractionDraft interaction(long index) {
    return new InteractionDraft(
        index,
        "i-" + index,
        "ann",
        "lamp-7",
        "purchase",
        AT,
        2,
        new BigDecimal("19.90"),
        "EUR",
        4.5,
        0.1,
        "lämp \"7\" \u2028",
        CONTEXT);
  }

  private static ImpressionDraft impression() {
    return new ImpressionDraft(
        0,
        "m-1",
        null,
        List.of(new ShownDraft("lamp-7", 1, 0.25, true), new ShownDraft(null, null, null, false)),
        "random",
        null,
        CONTEXT);
  }

  static ItemDraft item(long index, String title) {
    return new ItemDraft(
        index,
        "lamp-" + index,
        new ItemDetails(
            title,
            null,
            List.of("light", ""),
            new MarketplaceId("de"),
            "brand",
            new BigDecimal("1E+400"),
            "EUR",
            List.of(),
            Map.of("colour", List.of("red"), "empty", List.of()),
            AT,
            null));
  }

  static ProfileDraft profile() {
    return new ProfileDraft(
        0, "ann", "Ann", "a@b.c", "{\"a\":[1]}", new Preferences(List.of("light"), List.of()));
  }

  private static PlacementSettings placement() {
    return new PlacementSettings(
        "Home", "als", 10, 0.5, Set.of(InteractionType.PURCHASE, InteractionType.CLICK), 0.1);
  }

  private static LogSealed seal() {
    return new LogSealed(
        new SealStatement("log", 1, LogPosition.START, POSITION, 7, "r", "c", "p"),
        "k",
        "sig",
        "marks",
        List.of(),
        AT);
  }
}
