package io.hindsight.api.impressions;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.ImpressionDraft;
import io.hindsight.contracts.intake.Draft.ShownDraft;
import io.hindsight.contracts.intake.IntakeCommand.RecordImpressions;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpressionsHttpTest extends HttpTest {

  @BeforeEach
  void storeAll() {
    stub.when(
        RecordImpressions.class,
        c ->
            new IntakeReceipt(
                c.drafts().size(),
                0,
                0,
                0,
                0,
                c.malformed(),
                c.drafts().stream().map(draft -> "p" + draft.index()).toList(),
                new LogPosition(5)));
  }

  private List<ImpressionDraft> received() {
    return stub.received(RecordImpressions.class).getFirst().drafts();
  }

  @Test
  void everyFieldArrives() {
    Got got =
        post(
            "/v1/impressions",
            JSON,
            """
            {"impressionId":"p0","userId":"u1","policy":"bts","timestamp":"2026-11-01T12:00:00Z",
             "items":[{"itemId":"a","position":1,"propensity":0.25,"clicked":true},{"itemId":"b"}],
             "context":{"device":"phone","sessionId":"s","placement":"home","marketplaceId":"de",
                        "locale":"de-AT","recommendationId":"r1"}}
            """);
    assertThat(got.status()).isEqualTo(202);
    assertThat(got.json().path("accepted").asInt()).isEqualTo(1);
    assertThat(got.json().path("impressionIds").toString()).isEqualTo("[\"p0\"]");
    assertThat(got.json().has("interactionIds")).isFalse();
    assertThat(got.response().headers().firstValue("Hindsight-Position")).contains("5");
    assertThat(received())
        .containsExactly(
            new ImpressionDraft(
                0,
                "p0",
                "u1",
                List.of(new ShownDraft("a", 1, 0.25, true), new ShownDraft("b", null, null, false)),
                "bts",
                Instant.parse("2026-11-01T12:00:00Z"),
                new Context("phone", "s", "home", "de", "de-AT", "r1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"items\":{}} | field-type-wrong | items is an object",
        "{\"items\":[1]} | field-type-wrong | items is a number",
        "{\"items\":[[]]} | field-type-wrong | items is an array",
        "{\"items\":[{\"itemId\":1}]} | field-type-wrong | items.itemId",
        "{\"items\":[{\"position\":1.5}]} | field-type-wrong | items.position",
        "{\"items\":[{\"propensity\":\"1\"}]} | field-type-wrong | items.propensity",
        "{\"items\":[{\"clicked\":1}]} | field-type-wrong | items.clicked",
        "{\"items\":[{\"rank\":1}]} | field-unknown | items",
        "{\"items\":[{\"itemId\":\"a\",\"itemId\":\"b\"}]} | record-duplicate-key | items.itemId",
      })
  void aBadImpressionIsAProblemThatNamesItsField(String body, String code, String where) {
    Got got = post("/v1/impressions", JSON, body);
    got.problem(400, code);
    assertThat(got.json().toString()).contains(where);
  }

  @Test
  void whatFollowsABadOneIsRead() {
    Got got =
        post(
            "/v1/impressions",
            NDJSON,
            """
            {"items":[{"itemId":"a"}]}
            {"items":[5,{"itemId":"a","clicked":"no"},{"itemId":"b"}],"policy":"x"}
            {"items":[{"itemId":"c"}]}
            """);
    assertThat(got.json().path("accepted").asInt()).isEqualTo(2);
    assertThat(got.json().path("rejected").get(0).path("index").asInt()).isEqualTo(1);
    assertThat(received()).extracting(ImpressionDraft::index).containsExactly(0L, 2L);
  }

  @Test
  void ofTooManyItemsOneMoreThanAllowedIsKept() {
    String items =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "{\"itemId\":\"i" + i + "\"}")
            .collect(Collectors.joining(","));
    post("/v1/impressions", JSON, "{\"items\":[" + items + "]}");
    assertThat(received().getFirst().items()).as("for the intake to refuse").hasSize(1_001);
  }
}
