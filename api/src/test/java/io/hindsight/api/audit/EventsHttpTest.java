package io.hindsight.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog.Found;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditQuery.FindEvents;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EventsHttpTest extends HttpTest {
  private static final String PAYLOAD = "{\"itemId\":\"i1\",\"price\":12.50}";
  private static final String TRACE = "82af0358af64f45b768a6864807161b7";
  private static final LogPosition END = new LogPosition(2_500);

  private static StoredEvent event(long position) {
    return new StoredEvent(
        new LogPosition(position),
        "e" + position,
        "item",
        "item/i1",
        0,
        "catalog.ItemListed",
        "2",
        "2026-03-01T12:00:00.123Z",
        "{\"traceId\":\"t1\"}",
        PAYLOAD);
  }

  /** A log of 2,500 events. */
  private static Answer<Found> page(FindEvents query) {
    long last = Math.min(END.value(), query.after().value() + query.limit());
    List<StoredEvent> events =
        LongStream.rangeClosed(query.after().value() + 1, last)
            .mapToObj(EventsHttpTest::event)
            .toList();
    return new Answer.Found<>(new Found(events, new LogPosition(last), END), LogPosition.START);
  }

  @Test
  void aPageShowsEventsAsJsonAndWhereToGoOn() {
    stub.when(FindEvents.class, EventsHttpTest::page);
    Got got = get("/v1/audit/events?limit=2&after=10");
    assertThat(got.response().body()).as("a price keeps its digits").contains("\"price\":12.50}");
    JsonNode page = got.json();
    assertThat(page.get("next").asLong()).isEqualTo(12);
    JsonNode event = page.get("events").get(0);
    assertThat(event.get("position").asLong()).isEqualTo(11);
    assertThat(event.at("/metadata/traceId").asString()).isEqualTo("t1");
    assertThat(event.get("recordedAt").asString()).isEqualTo("2026-03-01T12:00:00.123Z");
    assertThat(get("/v1/audit/events?after=2499").json().get("next").isNull()).isTrue();
  }

  @Test
  void theStoredFormHoldsTheVeryTexts() {
    stub.when(FindEvents.class, EventsHttpTest::page);
    JsonNode event = get("/v1/audit/events?limit=1&form=stored").json().get("events").get(0);
    assertThat(event.get("payload").asString()).isEqualTo(PAYLOAD);
    assertThat(event.get("metadata").asString()).isEqualTo("{\"traceId\":\"t1\"}");
  }

  @Test
  void everyFilterReachesTheLogAndTheReadIsRecordedFirst() {
    stub.when(FindEvents.class, EventsHttpTest::page);
    get(
        "/v1/audit/events?stream=item/i1&user=ann&item=i1&type=catalog.ItemListed,audit.LogSealed"
            + "&from=2026-03-01T12:00:00Z&until=2026-03-01T15:00:00%2B01:30&traceId="
            + TRACE
            + "&upTo=99",
        AuditReads.AUDITOR,
        "Jo");
    FindEvents asked = stub.only(FindEvents.class);
    assertThat(asked.user()).isEqualTo(new UserId("ann"));
    assertThat(asked.upTo()).isEqualTo(new LogPosition(99));
    assertThat(asked.limit()).isEqualTo(100);
    assertThat(asked.filter().types())
        .containsExactlyInAnyOrder("catalog.ItemListed", "audit.LogSealed");
    assertThat(asked.filter().until()).isEqualTo("2026-03-01T13:30:00Z");
    RecordRead read = stub.only(RecordRead.class);
    assertThat(read.what()).isEqualTo("events");
    assertThat(read.auditor()).isEqualTo("Jo");
    assertThat(read.user()).isEqualTo(new UserId("ann"));
    assertThat(read.about())
        .as("nobody's name")
        .containsOnlyKeys("stream", "itemId", "type", "from", "until", "traceId", "upTo");
  }

  @Test
  void nothingIsToldWhereTheReadCannotBeRecorded() {
    stub.when(RecordRead.class, _ -> new LogUnavailable("full", null));
    stub.when(FindEvents.class, EventsHttpTest::page);
    get("/v1/audit/events").problem(503, "log-unavailable");
    get("/v1/audit/events", "Accept", NDJSON).problem(503, "log-unavailable");
    assertThat(stub.received(FindEvents.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, parameter-out-of-range",
    "limit=1001, parameter-out-of-range",
    "limit=x, parameter-invalid",
    "after=-1, position-malformed",
    "after=9999999999999999999, position-malformed",
    "after=7&upTo=6, range-inverted",
    "from=2026-03-01T12:00:00Z&until=2026-03-01T12:00:00Z, range-inverted",
    "from=yesterday, time-malformed",
    "from=2026-03-01T12:00:00, time-malformed",
    "type=lists, parameter-invalid",
    "form=raw, parameter-invalid",
    "user=a&subject=1234567890123456789012, parameters-conflict",
    "item=, id-invalid",
    "subject=ann@example.com, parameter-invalid",
    "stream=profile/ann@example.com, parameter-invalid",
    "stream=a%00b, parameter-invalid",
    "stream=%ff%fe, bad-request",
    "traceId=ann, parameter-invalid",
    "type=catalog.ItemListet, parameter-invalid",
    "itemId=i1, parameter-unknown"
  })
  void badParametersAreRefusedWithARemedy(String query, String code) {
    get("/v1/audit/events?" + query).problem(400, code);
    assertThat(stub.received(RecordRead.class)).isEmpty();
  }

  @Test
  void anExportHoldsAllEventsPageAfterPage() {
    stub.when(FindEvents.class, EventsHttpTest::page);
    Got got = get("/v1/audit/events?form=stored&limit=5", "Accept", NDJSON);
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).startsWith(NDJSON);
    assertThat(stub.only(RecordRead.class).what()).isEqualTo("export");
    List<String> lines = got.response().body().lines().toList();
    assertThat(lines).hasSize(2_500);
    assertThat(MAPPER.readTree(lines.getLast()).get("position").asLong()).isEqualTo(2_500);
    assertThat(MAPPER.readTree(lines.getFirst()).get("payload").asString()).isEqualTo(PAYLOAD);
    assertThat(stub.received(FindEvents.class))
        .as("the end is where the log stood at first")
        .extracting(FindEvents::upTo)
        .containsExactly(null, END, END);
  }

  @Test
  void anExportThatFailsOnItsWayEndsWithTheProblem() {
    stub.when(
        FindEvents.class,
        q -> q.after().value() < 1_000 ? page(q) : new LogUnavailable("gone", null));
    List<String> lines =
        get("/v1/audit/events", "Accept", NDJSON).response().body().lines().toList();
    assertThat(lines).hasSize(1_001);
    JsonNode last = MAPPER.readTree(lines.getLast());
    assertThat(last.get("code").asString()).isEqualTo("log-unavailable");
    assertThat(last.has("position")).isFalse();
  }

  @Test
  void anExportThatCannotBeginIsAProblem() {
    stub.when(
        FindEvents.class, _ -> Answer.refused("user-unknown", "No such user.", "Check the id."));
    get("/v1/audit/events?user=x", "Accept", NDJSON).problem(404, "user-unknown");
  }

  @Test
  void anAuditorsNameMustBeOne() {
    stub.when(FindEvents.class, EventsHttpTest::page);
    get("/v1/audit/events", AuditReads.AUDITOR, "x".repeat(201)).problem(400, "auditor-invalid");
    assertThat(get("/v1/audit/events", AuditReads.AUDITOR, "  ").status()).isEqualTo(200);
    assertThat(stub.only(RecordRead.class))
        .isEqualTo(new RecordRead("events", Map.of(), null, null));
  }
}
