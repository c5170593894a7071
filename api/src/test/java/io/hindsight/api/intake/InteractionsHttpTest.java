package io.hindsight.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.intake.IntakeCommand.RetractInteraction;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class InteractionsHttpTest extends HttpTest {
  private static final String PATH = "/v1/interactions";
  private static final String VIEW = "{\"userId\":\"u1\",\"itemId\":\"i1\",\"type\":\"view\"}";

  @BeforeEach
  void storeAll() {
    stub.when(RecordInteractions.class, InteractionsHttpTest::stored);
  }

  static IntakeReceipt stored(RecordInteractions command) {
    return new IntakeReceipt(
        command.drafts().size(),
        0,
        command.drafts().size(),
        1,
        2,
        command.malformed(),
        command.drafts().stream().map(draft -> "x" + draft.index()).toList(),
        new LogPosition(100 + command.drafts().size()));
  }

  @Test
  void oneObjectIsStoredAndAnsweredWithItsPosition() {
    Got got = post(PATH, JSON, VIEW);

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.header("Hindsight-Position")).isEqualTo("101");
    JsonNode json = got.json();
    assertThat(json.path("accepted").asInt()).isEqualTo(1);
    assertThat(json.path("duplicates").asInt()).isZero();
    assertThat(json.path("rejectedCount").asInt()).isZero();
    assertThat(json.path("derivedIds").asInt()).isEqualTo(1);
    assertThat(json.path("unknownItems").asInt()).isEqualTo(1);
    assertThat(json.path("unknownUsers").asInt()).isEqualTo(2);
    assertThat(json.path("interactionIds").path(0).asString()).isEqualTo("x0");
    assertThat(json.path("position").asLong()).isEqualTo(101);
  }

  @Test
  void everyFieldArrives() {
    post(
        PATH,
        JSON,
        """
        {"interactionId":"n1","userId":"u1","itemId":"i1","type":"purchase",
         "timestamp":"2026-01-02T03:04:05+01:00","quantity":2,"unitPrice":19.90,"currency":"EUR",
         "value":4.5,"seconds":12,"query":"rote Schuhe","context":{"device":"phone",
         "sessionId":"s1","placement":"home","marketplaceId":"at","locale":"de-AT",
         "recommendationId":"r1"}}
        """);

    assertThat(stub.only(RecordInteractions.class).drafts())
        .containsExactly(
            new InteractionDraft(
                0,
                "n1",
                "u1",
                "i1",
                "purchase",
                Instant.parse("2026-01-02T02:04:05Z"),
                2,
                new BigDecimal("19.90"),
                "EUR",
                4.5,
                12.0,
                "rote Schuhe",
                new Context("phone", "s1", "home", "at", "de-AT", "r1")));
  }

  @Test
  void goodRecordsBesideBadOnesAreStored() {
    Got got =
        post(PATH, JSON, "[" + VIEW + ", 5, {\"userId\":7}, {\"userid\":\"u\"}, " + VIEW + "]");

    assertThat(got.status()).isEqualTo(202);
    RecordInteractions command = stub.only(RecordInteractions.class);
    assertThat(command.drafts()).extracting(InteractionDraft::index).containsExactly(0L, 4L);
    assertThat(got.json().path("accepted").asInt()).isEqualTo(2);
    assertThat(got.json().path("rejectedCount").asInt()).isEqualTo(3);
    assertThat(got.json().path("rejected").toString())
        .contains("{\"index\":1,\"code\":\"record-not-object\"")
        .contains("{\"index\":2,\"field\":\"userId\",\"code\":\"field-type-wrong\"")
        .contains("{\"index\":3,\"code\":\"field-unknown\"")
        .contains("\"remedy\":\"use only interactionId, userId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"userId\":[\"u\"]} | field-type-wrong | userId",
        "{\"userId\":{\"a\":[1,{}]}} | field-type-wrong | userId",
        "{\"quantity\":\"1\"} | field-type-wrong | quantity",
        "{\"quantity\":1.0} | field-type-wrong | quantity",
        "{\"quantity\":99999999999} | number-out-of-range | quantity",
        "{\"quantity\":99999999999999999999999} | number-out-of-range | quantity",
        "{\"unitPrice\":1e999999999} | number-out-of-range | unitPrice",
        "{\"unitPrice\":1e-999999999} | number-out-of-range | unitPrice",
        "{\"unitPrice\":true} | field-type-wrong | unitPrice",
        "{\"value\":1e400} | number-out-of-range | value",
        "{\"timestamp\":1700000000} | field-type-wrong | timestamp",
        "{\"timestamp\":\"yesterday\"} | timestamp-malformed | timestamp",
        "{\"timestamp\":\"2026-01-01T00:00:00\"} | timestamp-malformed | timestamp",
        "{\"context\":\"x\"} | field-type-wrong | context",
        "{\"context\":{\"locale\":1}} | field-type-wrong | context.locale",
        "{\"context\":{\"locale\":\"a\",\"locale\":\"b\"}} | record-duplicate-key | context.locale",
        "{\"userId\":\"a\",\"userId\":\"b\"} | record-duplicate-key | userId",
        "{\"userId\":null,\"userId\":\"b\"} | record-duplicate-key | userId",
        "{\"userId\":\"\\u0000\"} | text-malformed | userId",
        "{\"userId\":\"\\ud800\"} | text-malformed | userId",
        "{\"itemId\":\"x\\udc00y\"} | text-malformed | itemId",
      })
  void aSingleBadRecordIsAProblemWithItsCodeAndField(String body, String code, String field) {
    JsonNode problem = post(PATH, JSON, body).problem(400, code);

    assertThat(problem.path("field").asString()).isEqualTo(field);
    // It is still sent, to be counted.
    RecordInteractions sent = stub.only(RecordInteractions.class);
    assertThat(sent.drafts()).isEmpty();
    assertThat(sent.malformed()).extracting(Rejection::index).containsExactly(0L);
  }

  @Test
  void whatTheIntakeRejectsInASingleRecordIsAProblem() {
    Rejection rejection =
        new Rejection(0, "timestamp", new Refusal("timestamp-in-future", "too late", "earlier"));
    stub.when(
        RecordInteractions.class,
        c -> new IntakeReceipt(0, 0, 0, 0, 0, List.of(rejection), List.of(), new LogPosition(3)));

    JsonNode problem = post(PATH, JSON, VIEW).problem(400, "timestamp-in-future");

    assertThat(problem.path("remedy").asString()).isEqualTo("earlier");
    assertThat(problem.path("field").asString()).isEqualTo("timestamp");
  }

  @Test
  void largeArraysAreCutIntoBatchesInOrder() {
    String body =
        IntStream.range(0, 2_500).mapToObj(i -> VIEW).collect(Collectors.joining(",", "[", "]"));

    Got got = post(PATH, JSON, body);

    assertThat(got.json().path("accepted").asInt()).isEqualTo(2_500);
    assertThat(got.json().has("interactionIds")).isFalse();
    List<RecordInteractions> batches = stub.received(RecordInteractions.class);
    assertThat(batches).extracting(batch -> batch.drafts().size()).contains(1_000, 500).hasSize(3);
    assertThat(batches)
        .extracting(RecordInteractions::requestId)
        .containsOnly(batches.getFirst().requestId());
  }

  @Test
  void malformedJsonStoresNothing() {
    post(PATH, JSON, "[" + VIEW + "," + VIEW + ", {").problem(400, "json-malformed");
    post(PATH, JSON, VIEW + VIEW).problem(400, "json-trailing");
    post(PATH, JSON, "[" + VIEW + "] x").problem(400, "json-malformed");

    assertThat(stub.received(RecordInteractions.class)).isEmpty();
  }

  @Test
  void anEmptyArrayIsAnsweredWithTheHead() {
    Got got = post(PATH, JSON, "[]");

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.json().path("position").asLong()).isEqualTo(7);
    assertThat(stub.received(RecordInteractions.class)).isEmpty();
  }

  @Test
  void aRetractionIsAnsweredWithItsPosition() {
    stub.when(RetractInteraction.class, c -> new Reply.Done(new LogPosition(12), 1, true));

    Got got = delete(PATH + "/order%2F1");

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.header("Hindsight-Position")).isEqualTo("12");
    assertThat(got.json().path("changed").asBoolean()).isTrue();
    assertThat(stub.only(RetractInteraction.class).interactionId())
        .isEqualTo(new InteractionId("order/1"));
  }

  @Test
  void whatWasNeverRecordedCannotBeRetracted() {
    stub.when(
        RetractInteraction.class, c -> Reply.refused("interaction-unknown", "none such", "check"));

    delete(PATH + "/nope").problem(404, "interaction-unknown");
  }

  @Test
  void recordsAreCountedByOutcome() {
    double before =
        meters
            .counter("hindsight.intake.records", "kind", "interactions", "outcome", "rejected")
            .count();

    post(PATH, JSON, "[" + VIEW + ",1,2]");

    assertThat(
            meters
                    .counter(
                        "hindsight.intake.records", "kind", "interactions", "outcome", "rejected")
                    .count()
                - before)
        .isEqualTo(2);
    assertThat(meters.timer("hindsight.intake", "kind", "interactions").count()).isPositive();
  }
}
