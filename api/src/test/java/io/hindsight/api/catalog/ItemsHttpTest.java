package io.hindsight.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.intake.Draft.ItemDraft;
import io.hindsight.contracts.intake.IntakeCommand.DelistItem;
import io.hindsight.contracts.intake.IntakeCommand.ListItems;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindItem;
import io.hindsight.contracts.queries.ViewQuery.FindItems;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemsHttpTest extends HttpTest {
  private static final ItemDetails DETAILS =
      new ItemDetails(
          "A book",
          "Long",
          List.of("books", "novels"),
          new MarketplaceId("at"),
          "Brand",
          new BigDecimal("9.90"),
          "EUR",
          List.of("new"),
          Map.of("colour", List.of("red", "blue"), "year", List.of("1994")),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2027-01-01T00:00:00Z"));

  private static final String BODY =
      """
      {"itemId":"i 1","title":"A book","description":"Long","categories":["books","novels"],
       "marketplaceId":"at","brand":"Brand","price":9.90,"currency":"EUR","tags":["new"],
       "attributes":{"colour":["red","blue"],"year":1994},
       "availableFrom":"2026-01-01T00:00:00Z","availableUntil":"2027-01-01T00:00:00Z"}
      """;

  @BeforeEach
  void storeAll() {
    stub.when(
        ListItems.class,
        c ->
            new IntakeReceipt(
                c.drafts().size(), 0, 0, 0, 0, List.of(), List.of(), new LogPosition(5)));
  }

  @Test
  void everyFieldArrivesByPost() {
    Got got = post("/v1/items", JSON, BODY);

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.json().path("accepted").asInt()).isEqualTo(1);
    assertThat(got.json().has("interactionIds")).isFalse();
    assertThat(stub.only(ListItems.class).drafts())
        .containsExactly(new ItemDraft(0, "i 1", DETAILS));
  }

  @Test
  void everyFieldArrivesByPut() {
    Got got = put("/v1/items/i%201", BODY);

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.header("Hindsight-Position")).isEqualTo("5");
    assertThat(got.json().path("changed").asBoolean()).isTrue();
    assertThat(stub.only(ListItems.class).drafts())
        .containsExactly(new ItemDraft(0, "i 1", DETAILS));
  }

  @Test
  void putNeedsNoIdInItsBodyButNoOtherOne() {
    assertThat(put("/v1/items/i", "{\"title\":\"T\"}").status()).isEqualTo(202);
    put("/v1/items/i", "{\"title\":\"T\",\"itemId\":\"j\"}").problem(400, "id-mismatch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"itemId\":\"i\"} | title-missing",
        "{\"title\":5} | field-type-wrong",
        "{\"title\":\"T\",\"categories\":\"c\"} | field-type-wrong",
        "{\"title\":\"T\",\"categories\":[\"c\",1]} | field-type-wrong",
        "{\"title\":\"T\",\"categories\":[[\"c\"]]} | field-type-wrong",
        "{\"title\":\"T\",\"tags\":[null]} | field-type-wrong",
        "{\"title\":\"T\",\"price\":\"9\"} | field-type-wrong",
        "{\"title\":\"T\",\"attributes\":[]} | field-type-wrong",
        "{\"title\":\"T\",\"attributes\":{\"a\":{}}} | field-type-wrong",
        "{\"title\":\"T\",\"attributes\":{\"a\":[[1]]}} | field-type-wrong",
        "{\"title\":\"T\",\"attributes\":{\"a\":1,\"a\":2}} | record-duplicate-key",
        "{\"title\":\"T\",\"attributes\":{\"\\u0000\":1}} | text-malformed",
        "{\"title\":\"T\",\"marketplaceId\":\" \"} | marketplace-id-invalid",
        "{\"title\":\"T\",\"availableFrom\":\"soon\"} | timestamp-malformed",
        "{\"title\":\"T\",\"colour\":\"red\"} | field-unknown",
        "[] | body-type-wrong",
      })
  void aBadItemIsAProblem(String body, String code) {
    put("/v1/items/i", body).problem(400, code);
    assertThat(stub.received(ListItems.class)).isEmpty();
  }

  @Test
  void chunksOfItemsNeverOvertakeEachOther() {
    Got got = post("/v1/items", NDJSON, "{\"itemId\":\"i\",\"title\":\"T\"}\n".repeat(4_500));

    assertThat(got.json().path("accepted").asInt()).isEqualTo(4_500);
    assertThat(stub.received(ListItems.class))
        .extracting(c -> c.drafts().getFirst().index())
        .containsExactly(0L, 1_000L, 2_000L, 3_000L, 4_000L);
  }

  @Test
  void anItemIsShownWhole() {
    stub.when(FindItem.class, q -> found(new ViewAnswer.Item(q.itemId(), DETAILS, false)));

    Got got = get("/v1/items/a%2Fb%3Bc");

    assertThat(stub.only(FindItem.class).itemId()).isEqualTo(new ItemId("a/b;c"));
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json())
        .isEqualTo(
            MAPPER.readTree(
                BODY.replace("\"i 1\"", "\"a/b;c\"")
                    .replace("1994", "[\"1994\"]")
                    .replaceFirst("}\\s*$", ",\"listed\":false}")));
  }

  @Test
  void anUnknownItemIsNotFound() {
    stub.when(FindItem.class, q -> Answer.refused("item-unknown", "no such item", "list it"));

    get("/v1/items/nope").problem(404, "item-unknown");
  }

  @Test
  void anItemIsDelisted() {
    stub.when(DelistItem.class, c -> new Reply.Done(new LogPosition(9), 2, false));

    Got got = delete("/v1/items/i");

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.json().toString()).isEqualTo("{\"position\":9,\"changed\":false}");
  }

  @Test
  void anUnknownItemCannotBeDelisted() {
    stub.when(DelistItem.class, c -> Reply.refused("item-unknown", "no such item", "list it"));

    delete("/v1/items/i").problem(404, "item-unknown");
  }

  @Test
  void itemsArePaged() {
    stub.when(
        FindItems.class,
        q ->
            found(
                new ViewAnswer.Items(
                    List.of(new ViewAnswer.Item(new ItemId("i2"), DETAILS, true)), "i2")));

    Got got = get("/v1/items?after=i1&limit=1");

    assertThat(got.json().path("items").path(0).path("itemId").asString()).isEqualTo("i2");
    assertThat(got.json().path("next").asString()).isEqualTo("i2");
    assertThat(stub.only(FindItems.class)).isEqualTo(new FindItems("i1", 1, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1"})
  void pagesHaveALimit(String query) {
    get("/v1/items?" + query).problem(400, "parameter-out-of-range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=x", "limit=1.5", "limit=99999999999"})
  void aLimitIsANumber(String query) {
    get("/v1/items?" + query).problem(400, "parameter-invalid");
  }

  private static Answer<?> found(Object value) {
    return new Answer.Found<>(value, new LogPosition(5));
  }
}
