package io.hindsight.api.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ListQuery.FindPopular;
import io.hindsight.contracts.queries.ListQuery.FindRecommendations;
import io.hindsight.contracts.queries.ListQuery.FindSimilarItems;
import io.hindsight.contracts.queries.ListQuery.FindTrending;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.Basis;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
