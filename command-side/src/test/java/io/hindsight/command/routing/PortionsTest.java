package io.hindsight.command.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.grpc.SerializedObject;
import io.hindsight.command.intake.DraftRules;
import io.hindsight.command.intake.IntakeLimits;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.Draft.ItemDraft;
import io.hindsight.contracts.intake.IntakeCommand.ListItems;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.log.LogPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PortionsTest {
  private static final int LARGEST = 20_000;

  private final WireFormat format = new WireFormat();
  private final DraftRules rules =
      new DraftRules(new IntakeLimits(Duration.ofMinutes(5), Instant.EPOCH), () -> Routed.AT);
  private final Portions portions = new Portions(format, rules::rejection, LARGEST);

  @Test
  void whatFitsIsOneMessage() {
    ListItems command = new ListItems("q", items(3, "t"), List.of(rejection(9)));
    assertThat(portions.of(command).stream().map(format::read)).containsExactly(command);
  }

  @Test
  void whatDoesNotIsCutWithoutLosingOrderOrRecords() {
    RecordInteractions command =
        new RecordInteractions(
            "q",
            LongStream.range(0, 500).mapToObj(Routed::interaction).toList(),
            List.of(rejection(500)));
    List<SerializedObject> messages = portions.of(command);

    assertThat(messages).hasSizeGreaterThan(5);
    assertThat(messages).allMatch(message -> message.getData().size() <= LARGEST);
    List<InteractionDraft> drafts = new ArrayList<>();
    List<Rejection> malformed = new ArrayList<>();
    for (SerializedObject message : messages) {
      RecordInteractions part = (RecordInteractions) format.read(message);
      assertThat(part.requestId()).isEqualTo("q");
      drafts.addAll(part.drafts());
      malformed.addAll(part.malformed());
    }
    assertThat(drafts).isEqualTo(command.drafts());
    assertThat(malformed).as("counted once").isEqualTo(command.malformed());
  }

  @Test
  void aRecordLargerThanAnyMessageIsRefusedByTheWorkersRules() {
    List<ItemDraft> items = new ArrayList<>(items(2, "t"));
    items.add(1, Routed.item(7, "x".repeat(LARGEST)));
    List<Object> parts =
        portions.of(new ListItems("q", items, List.of())).stream().map(format::read).toList();

    assertThat(parts).hasSize(2);
    assertThat(((ListItems) parts.get(0)).malformed())
        .containsExactly(rules.rejection(items.get(1)).orElseThrow());
    assertThat(((ListItems) parts.get(0)).malformed().getFirst().refusal().code())
        .isEqualTo("text-too-long");
    assertThat(((ListItems) parts.get(1)).drafts()).containsExactly(items.get(0), items.get(2));
  }

  @Test
  void receiptsOfPortionsAreOne() {
    IntakeReceipt together =
        Portions.together(
            Routed.receipt(2, List.of(rejection(4), rejection(9)), List.of("a", "b"), 11),
            Routed.receipt(1, List.of(rejection(6)), List.of("c"), 10));
    assertThat(together)
        .isEqualTo(
            new IntakeReceipt(
                3,
                2,
                2,
                2,
                2,
                List.of(rejection(4), rejection(6), rejection(9)),
                List.of("a", "b", "c"),
                new LogPosition(11)));
  }

  private static List<ItemDraft> items(int count, String title) {
    return LongStream.range(0, count).mapToObj(index -> Routed.item(index, title)).toList();
  }

  private static Rejection rejection(long index) {
    return new Rejection(index, null, new Refusal("c", "m", "r"));
  }
}
