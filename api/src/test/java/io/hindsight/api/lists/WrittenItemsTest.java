package io.hindsight.api.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.queries.RecommendedList.Reason;
import io.hindsight.contracts.queries.RecommendedList.RecommendedItem;
import io.hindsight.contracts.serving.Basis;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WrittenItemsTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final WrittenItems written = new WrittenItems(MAPPER);
  private final List<RecommendedItem> items = items(1 / 3f);

  private static List<RecommendedItem> items(float score) {
    return List.of(
        new RecommendedItem(
            new ItemId("i-1"),
            1,
            score,
            "A \"lamp\" für\n",
            List.of(new Reason("because-you", "because you liked Ü", new ItemId("i-2"), 0.123456))),
        new RecommendedItem(
            new ItemId("i-3"), 2, 1e-9f, null, List.of(new Reason("popular", "popular", null, 1))),
        new RecommendedItem(new ItemId("i-4"), 3, 0, "Shade", List.of()));
  }

  private static RecommendedList list(String id, List<RecommendedItem> items) {
    LogPosition at = new LogPosition(7);
    return new RecommendedList(
        new RecommendationId(id),
        new PlacementId("home"),
        "item-knn",
        3,
        new Basis("ab12", at, at, at, 1, 5, Instant.EPOCH),
        items);
  }

  @Test
  void theSameItemsAreWrittenOnceAndReadTheSame() {
    for (String id : List.of("first", "second", "third", "fourth")) {
      RecommendedList list = list(id, items);
      ListView view = written.view(list);

      assertThat(MAPPER.writeValueAsString(view))
          .isEqualTo(MAPPER.writeValueAsString(ListView.of(list)))
          .contains(id);
      assertThat(view.written() == null).as(id).isEqualTo(id.equals("first"));
    }
    assertThat(written.view(list("a", items)).written())
        .isSameAs(written.view(list("b", items)).written());
  }

  @Test
  void otherItemsAreOthersEvenWhereTheyAreEqual() {
    written.view(list("first", items));
    written.view(list("second", items));

    assertThat(written.view(list("third", items(1 / 3f))).written()).isNull();
    ListView other = written.view(list("fourth", items(0.5f)));
    assertThat(MAPPER.writeValueAsString(other)).contains("\"score\":0.5");
  }
}
