package io.hindsight.command.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.axoniq.axonserver.grpc.SerializedObject;
import io.hindsight.contracts.erasure.ErasureOrder.PurgeViews;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.routing.RoutedTypes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireFormatTest {
  private final WireFormat format = new WireFormat();

  static Stream<Object> messages() {
    return Stream.of(Routed.commands(), Routed.questions(), Routed.replies(), Routed.findings())
        .flatMap(List::stream);
  }

  static List<Object> findings() {
    return Routed.findings();
  }

  @Test
  void thereIsASampleOfEachRoutedType() {
    assertThat(messages().map(message -> message.getClass().getName()))
        .containsExactlyInAnyOrderElementsOf(
            RoutedTypes.all().stream().map(type -> type.javaClass().getName()).toList());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageArrivesAsItWasSentAndNamesNoClass(Object message) {
    SerializedObject sent = format.write(message);
    assertThat(format.read(sent)).isEqualTo(message);
    assertThat(RoutedTypes.all()).extracting(MessageType::name).contains(sent.getType());
    assertThat(sent.getData().toStringUtf8()).doesNotContain("io.hindsight", "@class");
  }

  @ParameterizedTest
  @MethodSource("findings")
  void everyAnswerArrivesWithItsPosition(Object found) {
    Answer<Object> answer = new Answer.Found<>(found, new LogPosition(7));
    assertThat(format.readAnswer(format.writeAnswer(answer))).isEqualTo(answer);
  }

  @Test
  void whatAnAnswerIsInsteadArrivesToo() {
    Answer<Object> refused = new Answer.Refused<>(new Refusal("seal-unknown", "none", "begin"));
    assertThat(format.readAnswer(format.writeAnswer(refused))).isEqualTo(refused);
    Answer<Object> notYet = new Answer.NotYet<>(new LogPosition(9), new LogPosition(8));
    assertThat(format.readAnswer(format.writeAnswer(notYet))).isEqualTo(notYet);
  }

  /** Rules judge these on the worker; they must come to be judged. */
  @Test
  void whatNobodyHasJudgedYetArrives() {
    InteractionDraft odd =
        new InteractionDraft(
            0,
            null,
            "ann",
            "mug",
            "rating",
            Instant.MAX,
            Integer.MIN_VALUE,
            new BigDecimal("1E+99999999"),
            "EUR",
            Double.POSITIVE_INFINITY,
            -0.0,
            "\ud83d half, \ud83d\ude00 whole, \u0000",
            null);
    RecordInteractions command = new RecordInteractions("q", List.of(odd), List.of());
    assertThat(format.read(format.write(command))).isEqualTo(command);
  }

  @Test
  void whatProcessesOrderAmongThemselvesDoesNotLeaveANode() {
    assertThatThrownBy(() -> format.write(new PurgeViews(new SubjectId("s"))))
        .hasMessageContaining("does not leave a node");
  }

  @Test
  void aMessageOfANewerVersionIsNamedInItsRefusal() {
    SerializedObject newer = SerializedObject.newBuilder().setType("intake.Unheard").build();
    assertThatThrownBy(() -> format.read(newer))
        .hasMessageContaining("intake.Unheard")
        .hasMessageContaining("same version");
  }
}
