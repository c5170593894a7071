package io.hindsight.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer.Account;
import io.hindsight.contracts.queries.AuditAnswer.Candidate;
import io.hindsight.contracts.queries.AuditAnswer.Cost;
import io.hindsight.contracts.queries.AuditAnswer.Counterfactuals;
import io.hindsight.contracts.queries.AuditAnswer.Deed;
import io.hindsight.contracts.queries.AuditAnswer.Difference;
import io.hindsight.contracts.queries.AuditAnswer.Moved;
import io.hindsight.contracts.queries.AuditAnswer.Outcome;
import io.hindsight.contracts.queries.AuditAnswer.Person;
import io.hindsight.contracts.queries.AuditAnswer.Reproduced;
import io.hindsight.contracts.queries.AuditAnswer.ServedList;
import io.hindsight.contracts.queries.AuditAnswer.Step;
import io.hindsight.contracts.queries.AuditAnswer.Without;
import io.hindsight.contracts.queries.AuditQuery.CompareLists;
import io.hindsight.contracts.queries.AuditQuery.FindCounterfactuals;
import io.hindsight.contracts.queries.AuditQuery.FindServedList;
import io.hindsight.contracts.queries.AuditQuery.ReproduceList;
import io.hindsight.contracts.queries.RecommendedList.Reason;
import io.hindsight.contracts.queries.RecommendedList.RecommendedItem;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.contracts.serving.ServedItems;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditHttpTest extends HttpTest {
  private static final Cost COST = new Cost(new LogPosition(250), 31, Duration.ofMillis(12));
  private static final RecommendationId ID = new RecommendationId("r1");
  private static final Receipt RECEIPT =
      new Receipt(
          ID,
          new ListRequest(
              ListKind.PERSONAL,
              new SubjectId("s1"),
              null,
              new PlacementId("home"),
              2,
              0.25,
              0,
              ListFilter.NONE),
          new Basis(
              "abc",
              new LogPosition(270),
              new LogPosition(281),
              new LogPosition(280),
              3,
              42,
              Instant.EPOCH),
          new ServedItems(
              List.of(new ItemId("i1"), new ItemId("i2")), List.of(0.5f, 0.25f), List.of()));

  private void reproduced(Outcome outcome) {
    stub.when(
        ReproduceList.class,
        q ->
            new Answer.Found<>(
                new Reproduced(q.recommendationId(), outcome, "1.2.3"), new LogPosition(290)));
  }

  private JsonNode reproduce() {
    Got got = post("/v1/audit/recommendations/r1/reproduce", JSON, "");
    assertThat(got.status()).isEqualTo(200);
    return got.json();
  }

  @Test
  void aListThatComesOutTheSameIsIdentical() {
    reproduced(new Outcome.Identical(COST));
    assertThat(reproduce())
        .isEqualTo(
            MAPPER.readTree(
                "{\"recommendationId\":\"r1\",\"result\":\"identical\",\"codeVersion\":\"1.2.3\","
                    + "\"cost\":{\"fromPosition\":250,\"events\":31,\"milliseconds\":12}}"));
  }

  @Test
  void oneThatDoesNotTellsWhatDiffers() {
    reproduced(new Outcome.Different(List.of("rank 1 was a, now it is b"), COST));
    JsonNode answer = reproduce();
    assertThat(answer.get("result").asString()).isEqualTo("different");
    assertThat(answer.at("/differences/0").asString()).isEqualTo("rank 1 was a, now it is b");
    assertThat(answer.get("why").asString()).contains("was changed", "version");
    assertThat(answer.get("remedy").asString()).contains("backup");
  }

  @Test
  void whatCannotBeToldAnyMoreSaysWhy() {
    reproduced(new Outcome.Erased());
    assertThat(reproduce().get("result").asString()).isEqualTo("erased");
    reproduced(new Outcome.Unavailable("the model is gone", "find it"));
    JsonNode answer = reproduce();
    assertThat(answer.get("result").asString()).isEqualTo("unavailable");
    assertThat(answer.get("why").asString()).isEqualTo("the model is gone");
    assertThat(answer.get("remedy").asString()).isEqualTo("find it");
    assertThat(answer.has("cost")).isFalse();
  }

  @Test
  void refusalsAreProblems() {
    stub.when(
        ReproduceList.class, q -> Answer.refused("recommendation-unknown", "none", "another"));
    post("/v1/audit/recommendations/r1/reproduce", JSON, "").problem(404, "recommendation-unknown");
    stub.when(FindServedList.class, q -> Answer.refused("overloaded", "many", "later"));
    get("/v1/audit/recommendations/r1").problem(503, "overloaded");
    get("/v1/audit/recommendations/" + "x".repeat(201)).problem(400, "id-invalid");
    get("/v1/audit/recommendations/r1?asof=3").problem(400, "parameter-unknown");
  }

  @Test
  void counterfactualsAreToldInWordsAndData() {
    Deed deed =
        new Deed(
            new LogPosition(9),
            InteractionType.ADD_TO_CART,
            new ItemId("i7"),
            "Seven",
            null,
            Instant.EPOCH);
    stub.when(
        FindCounterfactuals.class,
        q ->
            new Answer.Found<>(
                new Counterfactuals(
                    q.recommendationId(),
                    new ItemId("i1"),
                    3,
                    0.5f,
                    List.of(new Without(deed, null, null), new Without(deed, 41, 0.25f)),
                    true,
                    COST),
                new LogPosition(290)));
    Got got = get("/v1/audit/recommendations/r1/counterfactuals?itemId=i1");
    assertThat(got.status()).isEqualTo(200);
    assertThat(stub.only(FindCounterfactuals.class).itemId()).isEqualTo(new ItemId("i1"));
    assertThat(got.json().get("rank").asInt()).isEqualTo(3);
    assertThat(got.json().get("complete").asBoolean()).isTrue();
    assertThat(got.json().at("/without/0/rank").isNull()).isTrue();
    assertThat(got.json().at("/without/0/text").asString())
        .isEqualTo("without this add to cart: rank 3 → beyond 500");
    assertThat(got.json().at("/without/1/text").asString())
        .isEqualTo("without this add to cart: rank 3 → 41");
    assertThat(got.json().at("/without/1/interaction/itemId").asString()).isEqualTo("i7");
  }

  @Test
  void aDifferenceNamesTheCauseOfEachChange() {
    stub.when(
        CompareLists.class,
        q ->
            new Answer.Found<>(
                new Difference(
                    q.other(),
                    q.recommendationId(),
                    List.of(
                        new Moved(
                            new ItemId("i1"),
                            "One",
                            3,
                            null,
                            List.of(new Step("history", 3, 5), new Step("rules", 5, null)))),
                    Map.of("history", 4),
                    COST),
                new LogPosition(290)));
    Got got = get("/v1/audit/recommendations/r1/diff?with=r0");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json().get("earlier").asString()).isEqualTo("r0");
    assertThat(got.json().at("/causes/history").asInt()).isEqualTo(4);
    assertThat(got.json().at("/items/0").toString())
        .isEqualTo(
            "{\"itemId\":\"i1\",\"title\":\"One\",\"before\":3,\"after\":null,\"steps\":["
                + "{\"cause\":\"history\",\"from\":3,\"to\":5},"
                + "{\"cause\":\"rules\",\"from\":5,\"to\":null}]}");
    get("/v1/audit/recommendations/r1/diff").problem(400, "parameter-missing");
    stub.when(CompareLists.class, q -> Answer.refused("not-comparable", "no", "others"));
    get("/v1/audit/recommendations/r1/diff?with=r0").problem(400, "not-comparable");
  }

  @Test
  void whatIsGoneForEverIsGone() {
    stub.when(FindCounterfactuals.class, q -> Answer.refused("person-erased", "gone", "none"));
    get("/v1/audit/recommendations/r1/counterfactuals").problem(410, "person-erased");
    get("/v1/audit/recommendations/r1/counterfactuals?itemId=").problem(400, "id-invalid");
  }

  private JsonNode account(Account account) {
    stub.when(
        FindServedList.class,
        q ->
            new Answer.Found<>(
                new ServedList(new LogPosition(290), Instant.EPOCH, "t1", RECEIPT, null, account),
                new LogPosition(290)));
    Got got = get("/v1/audit/recommendations/r1");
    assertThat(got.status()).isEqualTo(200);
    assertThat(stub.only(FindServedList.class).recommendationId()).isEqualTo(ID);
    return got.json();
  }

  @Test
  void aWholeAccountIsShownReadably() {
    JsonNode told =
        account(
            new Account.Whole(
                new PlacementSettings("Home", "item-knn", 10, 0.25, java.util.Set.of()),
                new Person(
                    1,
                    Map.of(InteractionType.RATING, 1),
                    List.of(
                        new Deed(
                            new LogPosition(9),
                            InteractionType.RATING,
                            new ItemId("i7"),
                            "Seven",
                            4.5f,
                            Instant.EPOCH)),
                    new Preferences(List.of("tea"), List.of())),
                List.of(
                    new RecommendedItem(
                        new ItemId("i1"),
                        1,
                        0.5f,
                        "One",
                        List.of(new Reason("popular", "popular", null, 1))),
                    new RecommendedItem(new ItemId("other"), 2, 0.25f, "Two", List.of())),
                List.of(new Candidate(new ItemId("i9"), null, "model", 0.7f, null, "consumed")),
                Map.of("consumed", 4),
                COST));
    assertThat(told.get("account").asString()).isEqualTo("whole");
    assertThat(told.at("/items/0").toString())
        .isEqualTo(
            "{\"itemId\":\"i1\",\"rank\":1,\"score\":0.5,\"title\":\"One\",\"reasons\":[\"popular\"]}");
    assertThat(told.at("/items/1").toString())
        .as("what comes out now is no reason for what was served")
        .isEqualTo("{\"itemId\":\"i2\",\"rank\":2,\"score\":0.25}");
    assertThat(told.at("/person/latest/0/title").asString()).isEqualTo("Seven");
    assertThat(told.at("/person/byType/rating").asInt()).isEqualTo(1);
    assertThat(told.at("/person/categories/0").asString()).isEqualTo("tea");
    assertThat(told.at("/candidates/0").toString())
        .isEqualTo(
            "{\"itemId\":\"i9\",\"source\":\"model\",\"score\":0.7,\"keptOutBy\":\"consumed\"}");
    assertThat(told.at("/rules/consumed").asInt()).isEqualTo(4);
    assertThat(told.at("/basis/placementRevision").asInt()).isEqualTo(3);
    assertThat(told.get("experiment").isNull()).isTrue();
    assertThat(told.get("variant").isNull()).isTrue();
  }

  @Test
  void ofAnErasedPersonOnlyTheReceiptIsLeft() {
    JsonNode told = account(new Account.Erased());
    assertThat(told.get("account").asString()).isEqualTo("erased");
    assertThat(told.get("items")).hasSize(2);
    assertThat(told.has("person")).isFalse();
    assertThat(told.has("candidates")).isFalse();
  }
}
