package io.hindsight.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.api.support.TestApi;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindItemFeatures;
import io.hindsight.contracts.queries.ViewQuery.FindQuality;
import io.hindsight.contracts.queries.ViewQuery.FindUserFeatures;
import io.hindsight.contracts.queries.ViewQuery.FindViews;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationsHttpTest extends HttpTest {
  @Test
  void qualityIsShown() {
    stub.when(
        FindQuality.class,
        q ->
            found(
                new ViewAnswer.Quality(
                    Map.of("interactions", Map.of("type-unknown", 3L)),
                    10,
                    1,
                    2,
                    4,
                    Map.of(new ItemId("i1"), 2L))));

    assertThat(get("/v1/quality").json().toString())
        .isEqualTo(
            "{\"accepted\":10,\"retracted\":1,\"rejected\":{\"interactions\":{\"type-unknown\":3}},"
                + "\"unknownItem\":2,\"unknownUser\":4,\"unknownItems\":{\"i1\":2}}");
  }

  @Test
  void viewsAreShownWithTheirLag() {
    stub.when(
        FindViews.class,
        q ->
            found(
                new ViewAnswer.Views(
                    List.of(
                        new ViewAnswer.View("items", 1, "live", new LogPosition(8), 2, null),
                        new ViewAnswer.View(
                            "history", 2, "stopped", new LogPosition(3), 7, "unknown event")),
                    new LogPosition(10))));

    assertThat(get("/v1/views").json().toString())
        .isEqualTo(
            "{\"views\":[{\"name\":\"items\",\"generation\":1,\"status\":\"live\",\"position\":8,"
                + "\"lag\":2},{\"name\":\"history\",\"generation\":2,\"status\":\"stopped\","
                + "\"position\":3,\"lag\":7,\"problem\":\"unknown event\"}],\"head\":10}");
  }

  @Test
  void aViewIsRebuilt() {
    stub.when(RebuildView.class, c -> new Reply.Done(new LogPosition(10), 2, true));

    Got got =
        send(
            "POST",
            "/v1/views/user-features/rebuilds",
            java.net.http.HttpRequest.BodyPublishers.noBody());

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.json().toString())
        .isEqualTo("{\"view\":\"user-features\",\"generation\":2,\"position\":10}");
  }

  @Test
  void aViewThatCannotBeRebuiltSaysWhy() {
    stub.when(RebuildView.class, c -> Reply.refused("view-unknown", "none", "see /v1/views"));
    post("/v1/views/nope/rebuilds", JSON, "").problem(404, "view-unknown");

    stub.when(RebuildView.class, c -> Reply.refused("rebuild-underway", "runs", "wait"));
    post("/v1/views/items/rebuilds", JSON, "").problem(409, "rebuild-underway");

    post("/v1/views/NO%20VIEW/rebuilds", JSON, "").problem(400, "parameter-out-of-range");
  }

  @Test
  void featuresAreShown() {
    ViewAnswer.Features features =
        new ViewAnswer.Features(
            Map.of(InteractionType.ADD_TO_CART, 2L, InteractionType.VIEW, 5L),
            Map.of("clicks-per-view", 0.5),
            TestApi.NOW,
            TestApi.NOW,
            null,
            4.5,
            Map.of("books", 1.0),
            Map.of());
    stub.when(FindUserFeatures.class, q -> found(features));
    stub.when(FindItemFeatures.class, q -> found(features));
    String shown =
        "{\"counts\":{\"add_to_cart\":2,\"view\":5},\"rates\":{\"clicks-per-view\":0.5},"
            + "\"firstSeen\":\"2026-11-21T09:00:00Z\",\"lastSeen\":\"2026-11-21T09:00:00Z\","
            + "\"meanRating\":4.5,\"categories\":{\"books\":1.0},\"brands\":{}}";

    assertThat(get("/v1/users/u/features").response().body()).isEqualTo(shown);
    assertThat(get("/v1/items/i/features").response().body()).isEqualTo(shown);
  }

  @Test
  void anItemNobodyKnowsHasNoFeatures() {
    stub.when(FindItemFeatures.class, q -> Answer.refused("item-unknown", "none", "list it"));

    get("/v1/items/i/features").problem(404, "item-unknown");
  }

  private static Answer<?> found(Object value) {
    return new Answer.Found<>(value, new LogPosition(5));
  }
}
