package io.hindsight.api.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.lists.ListView.Entry;
import io.hindsight.api.lists.ListView.Model;
import io.hindsight.api.lists.ListView.Seen;
import io.hindsight.api.lists.ListView.Why;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

/** The API description is made from the record: what is written must be what the record says. */
class ListWriterTest {
  static final List<ListView> LISTS =
      List.of(
          new ListView(
              "r-1",
              null,
              List.of(
                  new Entry(
                      "i-1",
                      1,
                      1.5f,
                      "A \"lamp\"\n",
                      List.of(
                          new Why(
                              "because-you",
                              "because you liked Ü",
                              "i-2",
                              null,
                              null,
                              Why.share(0.25)))),
                  new Entry(
                      "i-3",
                      2,
                      1e-9f,
                      null,
                      List.of(
                          new Why(
                              "stated-preference", "you like Tea", null, "Tea", null, Why.share(1)),
                          new Why(
                              "stated-preference", "you like Ä", null, null, "Ä", Why.share(1)))),
                  new Entry("i-4", 3, 0, "Shade", List.of())),
              "home",
              "item-knn",
              new Model(3, "ab12"),
              null,
              new Seen(1, 2, 3L)),
          new ListView(
              null,
              0.25,
              List.of(),
              "home",
              "popularity",
              null,
              "b",
              new Seen(10_000_000_000L, 2, null)));

  @JsonSerialize
  private interface ByReflection {}

  @ParameterizedTest
  @FieldSource("LISTS")
  void writesWhatTheRecordSays(ListView list) {
    JsonMapper plain = JsonMapper.builder().addMixIn(ListView.class, ByReflection.class).build();

    assertThat(JsonMapper.shared().writeValueAsString(list))
        .isEqualTo(plain.writeValueAsString(list));
  }
}
