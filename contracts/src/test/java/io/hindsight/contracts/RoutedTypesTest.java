package io.hindsight.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.intake.IntakeCommand;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.routing.RoutedTypes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RoutedTypesTest {

  /** Nodes of neighbouring versions speak to each other: a name is added, never changed. */
  @Test
  void namesStayAsTheyAre() {
    assertThat(RoutedTypes.all())
        .extracting(MessageType::name)
        .containsExactly(
            "intake.RecordInteractions",
            "intake.RecordImpressions",
            "intake.ListItems",
            "intake.RecordProfiles",
            "intake.RetractInteraction",
            "intake.DelistItem",
            "consent.ChangeConsent",
            "erasure.EraseUser",
            "placement.CreatePlacement",
            "placement.ChangePlacement",
            "model.RequestTraining",
            "model.ActivateModel",
            "audit.RecordRead",
            "view.RebuildView",
            "view.VerifyView",
            "audit.FindIntegrity",
            "audit.CheckIntegrity",
            "audit.ProveEvent",
            "audit.FindVerification",
            "retention.FindRetention",
            "intake.IntakeReceipt",
            "reply.Done",
            "reply.Refused",
            "erasure.Accepted",
            "erasure.Refused",
            "audit.IntegrityState",
            "audit.IntegrityChecked",
            "audit.InclusionProof",
            "audit.Verification",
            "retention.RetentionAnswer");
  }

  @Test
  void allThatBringsFactsInIsPassedOn() {
    assertThat(RoutedTypes.commands().stream().<Class<?>>map(MessageType::javaClass).toList())
        .containsAll(Arrays.asList(IntakeCommand.class.getPermittedSubclasses()));
  }
}
