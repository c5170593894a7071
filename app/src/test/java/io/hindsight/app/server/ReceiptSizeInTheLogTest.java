package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.log.HindsightSerializer;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.contracts.serving.ServedList;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.query.lists.BuiltIn;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.serialization.SerializedObject;
import org.junit.jupiter.api.Test;

/**
 * Receipts are the most numerous events after interactions: what one weighs in the log is a
 * promise. It holds for a log of up to a billion events and item ids of eight characters.
 */
class ReceiptSizeInTheLogTest {
  private final HindsightSerializer serializer =
      new HindsightSerializer(MessageRegistry.ofEventsAnd(List.of()));

  /** Ids as the server makes them, and scores that need all the digits that a float may need. */
  private final ServedList list =
      new ServedList(
          new ListRequest(
              ListKind.PERSONAL,
              new SubjectId("9vJ4nQ0dRr2kYw8tH1xZbA"),
              null,
              BuiltIn.PLACEMENT,
              10,
              0,
              0,
              ListFilter.NONE),
          new Basis(
              "c0ffee00".repeat(8),
              new LogPosition(912_345_678),
              new LogPosition(912_345_999),
              new LogPosition(912_345_998),
              12,
              0xFFFF_FFFFL,
              Instant.parse("2026-11-21T12:00:00.123Z")),
          new ServedItems(
              IntStream.range(0, 10).mapToObj(i -> new ItemId("item-" + (100 + i))).toList(),
              IntStream.range(0, 10).mapToObj(i -> 0.012345678f + i * 0.00987654f).toList(),
              List.of()));

  @Test
  void tenItemsTakeLessThanFiveHundredAndSixtyBytesBesideOthers() {
    int alone = serialized(1).getData().length();
    int another = (serialized(31).getData().length() - alone) / 30;

    System.out.printf(
        "a receipt of ten items takes %d bytes alone, %d beside others%n", alone, another);
    assertThat(alone).isLessThan(620);
    assertThat(another).isLessThan(560);
  }

  @Test
  void itComesBackEqualToTheLastBit() {
    RecommendationServed again = serializer.deserialize(serialized(2));

    assertThat(again).isEqualTo(served(2));
  }

  private SerializedObject<String> serialized(int lists) {
    return serializer.serialize(served(lists), String.class);
  }

  private RecommendationServed served(int lists) {
    return new RecommendationServed(
        new RecommendationId("01a204e4520b0000a365fc9b7caa1f05"), Collections.nCopies(lists, list));
  }
}
