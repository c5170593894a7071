package io.hindsight.contracts.routing;

import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.consent.ChangeConsent;
import io.hindsight.contracts.erasure.ErasureOrder;
import io.hindsight.contracts.erasure.ErasureReply;
import io.hindsight.contracts.intake.IntakeCommand;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.models.ModelCommand;
import io.hindsight.contracts.placements.PlacementCommand;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.AuditQuery;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.RetentionAnswer;
import io.hindsight.contracts.queries.VerifyView;
import io.hindsight.contracts.queries.ViewQuery;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one node sends another, by stable names: nodes of neighbouring versions understand each
 * other. Fields are only added, as in events.
 */
public final class RoutedTypes {
  private RoutedTypes() {}

  /** All that a caller can ask for; what processes order among themselves stays in the worker. */
  public static List<MessageType> commands() {
    return List.of(
        type("intake.RecordInteractions", IntakeCommand.RecordInteractions.class),
        type("intake.RecordImpressions", IntakeCommand.RecordImpressions.class),
        type("intake.ListItems", IntakeCommand.ListItems.class),
        type("intake.RecordProfiles", IntakeCommand.RecordProfiles.class),
        type("intake.RetractInteraction", IntakeCommand.RetractInteraction.class),
        type("intake.DelistItem", IntakeCommand.DelistItem.class),
        type("consent.ChangeConsent", ChangeConsent.class),
        type("erasure.EraseUser", ErasureOrder.EraseUser.class),
        type("placement.CreatePlacement", PlacementCommand.CreatePlacement.class),
        type("placement.ChangePlacement", PlacementCommand.ChangePlacement.class),
        type("model.RequestTraining", ModelCommand.RequestTraining.class),
        type("model.ActivateModel", ModelCommand.ActivateModel.class),
        type("audit.RecordRead", RecordRead.class),
        type("view.RebuildView", RebuildView.class),
        type("view.VerifyView", VerifyView.class));
  }

  /** What only the worker knows: its seals, its settings, and what it has under way. */
  public static List<MessageType> questions() {
    return List.of(
        type("audit.FindIntegrity", AuditQuery.FindIntegrity.class),
        type("audit.CheckIntegrity", AuditQuery.CheckIntegrity.class),
        type("audit.ProveEvent", AuditQuery.ProveEvent.class),
        type("audit.FindVerification", AuditQuery.FindVerification.class),
        type("retention.FindRetention", ViewQuery.FindRetention.class));
  }

  /** What either is answered with. */
  public static List<MessageType> answers() {
    return List.of(
        type("intake.IntakeReceipt", IntakeReceipt.class),
        type("reply.Done", Reply.Done.class),
        type("reply.Refused", Reply.Refused.class),
        type("erasure.Accepted", ErasureReply.Accepted.class),
        type("erasure.Refused", ErasureReply.Refused.class),
        type("audit.IntegrityState", LogIntegrity.State.class),
        type("audit.IntegrityChecked", LogIntegrity.Checked.class),
        type("audit.InclusionProof", InclusionProof.class),
        type("audit.Verification", AuditAnswer.Verification.class),
        type("retention.RetentionAnswer", RetentionAnswer.class));
  }

  public static List<MessageType> all() {
    return Stream.of(commands(), questions(), answers()).flatMap(List::stream).toList();
  }

  private static MessageType type(String name, Class<?> javaClass) {
    return new MessageType(name, 1, javaClass);
  }
}
