package io.hindsight.query.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receipts are the most numerous events after interactions: what they weigh is a promise. It holds
 * for a log of up to ten million events and item ids of eight characters; each further character of
 * the ids costs ten bytes.
 */
class ReceiptSizeTest {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .changeDefaultVisibility(
              all ->
                  all.withFieldVisibility(Visibility.ANY)
                      .withGetterVisibility(Visibility.NONE)
                      .withIsGetterVisibility(Visibility.NONE))
          .changeDefaultPropertyInclusion(
              include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final RecommendationServed receipt =
      new RecommendationServed(
          new RecommendationId("019a9f2b6c1e7d3a9b553f0c2a7e4d11"),
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
              new LogPosition(9_123_456),
              new LogPosition(9_123_999),
              new LogPosition(9_123_998),
              12,
              0xFFFF_FFFFL,
              Instant.parse("2026-11-21T12:00:00.123Z")),
          new ServedItems(
              IntStream.range(0, 10).mapToObj(i -> new ItemId("item-" + (100 + i))).toList(),
              IntStream.range(0, 10).mapToObj(i -> 0.12345678f + i * 0.0987654f).toList(),
              List.of()));

  @Test
  void tenItemsTakeLessThanSixHundredBytes() {
    byte[] json = mapper.writeValueAsBytes(receipt);

    assertThat(json.length).as(new String(json)).isLessThan(600);
  }

  @Test
  void itComesBackEqualToTheLastBit() {
    assertThat(mapper.readValue(mapper.writeValueAsBytes(receipt), RecommendationServed.class))
        .isEqualTo(receipt);
  }
}
