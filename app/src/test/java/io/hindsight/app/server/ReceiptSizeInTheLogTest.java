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
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.query.lists.BuiltIn;
import java.time.Clock;
import java.time.Instant;
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
  private final RecommendationServed receipt =
      new RecommendationServed(
          new RecommendationId(new SystemIds(Clock.systemUTC()).next()),
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
  void tenItemsTakeLessThanSixHundredBytes() {
    String json = serialized().getData();

    System.out.println("a receipt of ten items takes " + json.length() + " bytes");
    assertThat(json.length()).as(json).isLessThan(600);
  }

  @Test
  void itComesBackEqualToTheLastBit() {
    RecommendationServed again = serializer.deserialize(serialized());

    assertThat(again).isEqualTo(receipt);
  }

  private SerializedObject<String> serialized() {
    return serializer.serialize(receipt, String.class);
  }
}
