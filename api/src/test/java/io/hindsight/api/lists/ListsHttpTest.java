package io.hindsight.api.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ListQuery.FindPopular;
import io.hindsight.contracts.queries.ListQuery.FindRecommendations;
import io.hindsight.contracts.queries.ListQuery.FindSimilarItems;
import io.hindsight.contracts.queries.ListQuery.FindTrending;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListFilter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsHttpTest extends HttpTest {
  private static final RecommendedList LIST =
      new RecommendedList(
          new RecommendationId("r1"),
          new PlacementId("home"),
          "item-knn",
          3,
          new Basis(
              "abc",
              new LogPosition(10),
              new LogPosition(11),
              new LogPosition(12),
              1,
              42,
              Instant.EPOCH),
          List.of(
              new RecommendedList.RecommendedItem(
                  new ItemId("i1"),
                  1,
                  0.1f,
                  "A book",
                  List.of(
                      new RecommendedList.Reason(
                          "because-you", "because you liked X", new ItemId("x"), 0.75)))));

  @BeforeEach
  void answerAll() {
    Answer<?> found = new Answer.Found<>(LIST, new LogPosition(12));
    stub.when(FindRecommendations.class, q -> found);
    stub.when(FindSimilarItems.class, q -> found);
    stub.when(FindPopular.class, q -> found);
    stub.when(FindTrending.class, q -> found);
  }

  @Test
  void aListIsAnsweredWhole() {
    assertThat(get("/v1/users/u1/recommendations").response().body())
        .isEqualTo(
            "{\"recommendationId\":\"r1\",\"items\":[{\"itemId\":\"i1\",\"rank\":1,\"score\":0.1,"
                + "\"title\":\"A book\",\"reasons\":[{\"code\":\"because-you\",\"text\":\"because"
                + " you liked X\",\"itemId\":\"x\",\"weight\":0.75}]}],\"placement\":\"home\","
                + "\"algorithm\":\"item-knn\",\"model\":{\"version\":3,\"contentHash\":\"abc\"},"
                + "\"variant\":null,\"positions\":{\"epoch\":10,\"catalog\":11,\"person\":12}}");
  }

  @Test
  void aListThatLeftNoReceiptSaysSo() {
    RecommendedList list =
        new RecommendedList(
            null, 0.25, LIST.placement(), "trending", null, LIST.basis(), List.of());
    stub.when(FindPopular.class, q -> new Answer.Found<>(list, new LogPosition(12)));
    assertThat(get("/v1/popular").response().body())
        .startsWith("{\"recommendationId\":null,\"receiptSample\":0.25,\"items\":[]");
  }

  @ParameterizedTest
  @CsvSource({"0.08165833532, 0.0817", "1, 1", "0.00004, 0", "0.7, 0.7"})
  void aReasonsWeightIsInTenThousandths(double weight, String written) {
    RecommendedList.Reason reason = new RecommendedList.Reason("popular", "popular", null, weight);
    RecommendedList list =
        new RecommendedList(
            LIST.recommendationId(),
            LIST.placement(),
            LIST.algorithm(),
            LIST.modelVersion(),
            LIST.basis(),
            List.of(
                new RecommendedList.RecommendedItem(
                    new ItemId("i1"), 1, 0.1f, null, List.of(reason))));
    stub.when(FindPopular.class, q -> new Answer.Found<>(list, new LogPosition(12)));
    assertThat(get("/v1/popular").response().body()).contains("\"weight\":" + written + "}");
  }

  /** Asks for a list whose answer is still to come. */
  private CompletableFuture<Got> asking(CompletableFuture<Answer<?>> answer) {
    stub.when(FindRecommendations.class, q -> answer);
    var got = CompletableFuture.supplyAsync(() -> get("/v1/users/u1/recommendations"));
    while (stub.received(FindRecommendations.class).isEmpty()) {
      Thread.onSpinWait();
    }
    return got;
  }

  @Test
  void aListIsAnsweredWhenItsReceiptIsThere() throws Exception {
    CompletableFuture<Answer<?>> answer = new CompletableFuture<>();
    CompletableFuture<Got> asked = asking(answer);
    assertThat(asked).isNotDone();
    answer.complete(new Answer.Found<>(LIST, new LogPosition(12)));
    Got got = asked.get(20, TimeUnit.SECONDS);
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).isEqualTo("application/json");
    assertThat(got.header("Content-Length")).isEqualTo("" + got.response().body().length());
    assertThat(got.json().path("recommendationId").asString()).isEqualTo("r1");
  }

  @Test
  void aListWhoseReceiptCannotBeStoredIsAProblem() throws Exception {
    CompletableFuture<Answer<?>> answer = new CompletableFuture<>();
    CompletableFuture<Got> asked = asking(answer);
    answer.completeExceptionally(new LogUnavailable("disk full", null));
    Got got = asked.get(20, TimeUnit.SECONDS);
    got.problem(503, "log-unavailable");
    assertThat(got.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void aBugBehindALaterListShowsNothingOfOurInside() throws Exception {
    CompletableFuture<Answer<?>> answer = new CompletableFuture<>();
    CompletableFuture<Got> asked = asking(answer);
    answer.completeExceptionally(new AssertionError("secret"));
    asked.get(20, TimeUnit.SECONDS).problem(500, "internal");
  }

  @Test
  void aListThatDoesNotComeInTimeIsAProblemAndMayComeLater() throws Exception {
    CompletableFuture<Answer<?>> answer = new CompletableFuture<>();
    asking(answer).get(20, TimeUnit.SECONDS).problem(503, "timeout");
    answer.complete(new Answer.Found<>(LIST, new LogPosition(12)));
    answerAll();
    assertThat(get("/v1/users/u1/recommendations").status()).isEqualTo(200);
  }

  @Test
  void aModelThatRankedNothingIsNotNamed() {
    RecommendedList trending =
        new RecommendedList(
            LIST.recommendationId(), LIST.placement(), "trending", null, LIST.basis(), List.of());
    stub.when(FindRecommendations.class, q -> new Answer.Found<>(trending, new LogPosition(12)));

    assertThat(get("/v1/users/new/recommendations").response().body())
        .contains("\"algorithm\":\"trending\",\"model\":null,");
  }

  @Test
  void withoutParametersNothingIsAssumed() {
    get("/v1/users/u1/recommendations");

    assertThat(stub.only(FindRecommendations.class))
        .isEqualTo(
            new FindRecommendations(new UserId("u1"), null, null, null, ListFilter.NONE, null));
  }

  @Test
  void everyParameterArrives() {
    get(
        "/v1/users/u1/recommendations?placement=home&n=20&diversity=0.5&category=Toys,%20Games"
            + "&category=Books&attr=colour:red&attr=colour:blue&attr=size:a:b&exclude=i1,i2"
            + "&exclude=i3&minPrice=1.5&maxPrice=10&marketplaceId=at&includeConsumed=true");

    assertThat(stub.only(FindRecommendations.class))
        .isEqualTo(
            new FindRecommendations(
                new UserId("u1"),
                new PlacementId("home"),
                20,
                0.5,
                new ListFilter(
                    List.of("Toys, Games", "Books"),
                    Map.of("colour", List.of("red", "blue"), "size", List.of("a:b")),
                    List.of(new ItemId("i1"), new ItemId("i2"), new ItemId("i3")),
                    new MarketplaceId("at"),
                    new BigDecimal("1.5"),
                    new BigDecimal("10"),
                    true),
                null));
  }

  @Test
  void aSingleValueWithACommaIsOneCategory() {
    get("/v1/trending?category=Toys,%20Games");

    assertThat(stub.only(FindTrending.class).filter().categories()).containsExactly("Toys, Games");
  }

  @Test
  void theOtherListsTakeTheirParameters() {
    get("/v1/items/i9/similar?n=5&placement=product");
    get("/v1/popular?window=7d");
    get("/v1/popular");
    get("/v1/trending?n=1&maxPrice=3");

    assertThat(stub.only(FindSimilarItems.class))
        .isEqualTo(
            new FindSimilarItems(
                new ItemId("i9"), new PlacementId("product"), 5, ListFilter.NONE, null));
    assertThat(stub.received(FindPopular.class))
        .extracting(FindPopular::windowDays)
        .containsExactly(7, 0);
    assertThat(stub.only(FindTrending.class).n()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "n=0,parameter-out-of-range",
    "n=101,parameter-out-of-range",
    "n=ten,parameter-invalid",
    "placement=%20,id-invalid",
    "category=,parameter-invalid",
    "category=%00,parameter-invalid",
    "attr=colour,parameter-invalid",
    "attr=:red,parameter-invalid",
    "attr=colour:,parameter-invalid",
    "minPrice=cheap,parameter-invalid",
    "minPrice=-1,parameter-out-of-range",
    "maxPrice=1e999999999,parameter-out-of-range",
    "minPrice=2&maxPrice=1,parameter-out-of-range",
    "exclude=%07,id-invalid",
    "marketplaceId=%20,id-invalid",
  })
  void badParametersAreProblemsOfEveryList(String query, String code) {
    for (String path :
        List.of(
            "/v1/users/u/recommendations", "/v1/items/i/similar", "/v1/popular", "/v1/trending")) {
      assertThat(get(path + "?" + query).problem(400, code).path("field").asString())
          .isEqualTo(query.substring(0, query.indexOf('=')));
    }
    assertThat(stub.received(Object.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"diversity=-0.1", "diversity=1.01", "diversity=NaN", "includeConsumed=maybe"})
  void personalParametersAreChecked(String query) {
    get("/v1/users/u/recommendations?" + query).refused();
  }

  @Test
  void aMistypedParameterDoesNotFilterNothingInSilence() {
    assertThat(
            get("/v1/trending?catgory=x")
                .problem(400, "parameter-unknown")
                .path("remedy")
                .asString())
        .contains("category, exclude");
    get("/v1/models?x=1").problem(400, "parameter-unknown");
  }

  @Test
  void aWindowIsOneOfFour() {
    get("/v1/popular?window=2d").problem(400, "parameter-out-of-range");
  }

  @Test
  void atMostAThousandItemsAreExcluded() {
    String ids = IntStream.range(0, 1_001).mapToObj(i -> "i" + i).collect(Collectors.joining(","));

    get("/v1/trending?exclude=" + ids).problem(400, "parameter-out-of-range");
  }

  @Test
  void unknownItemsAndPlacementsAreNotFound() {
    stub.when(FindSimilarItems.class, q -> Answer.refused("item-unknown", "none", "list it"));
    stub.when(FindTrending.class, q -> Answer.refused("placement-unknown", "none", "create it"));

    get("/v1/items/i/similar").problem(404, "item-unknown");
    get("/v1/trending?placement=x").problem(404, "placement-unknown");
  }

  @Test
  void servingIsMeasuredByKind() {
    long before = meters.timer("hindsight.serving", "kind", "popular").count();

    get("/v1/popular");

    assertThat(meters.timer("hindsight.serving", "kind", "popular").count()).isEqualTo(before + 1);
  }
}
