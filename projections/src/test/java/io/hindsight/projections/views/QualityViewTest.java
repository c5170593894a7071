package io.hindsight.projections.views;

import static io.hindsight.projections.given.Facts.NOON;
import static io.hindsight.projections.given.Facts.delisted;
import static io.hindsight.projections.given.Facts.details;
import static io.hindsight.projections.given.Facts.did;
import static io.hindsight.projections.given.Facts.likes;
import static io.hindsight.projections.given.Facts.listed;
import static io.hindsight.projections.given.Facts.profile;
import static io.hindsight.projections.given.Facts.profileRevised;
import static io.hindsight.projections.given.Facts.rejected;
import static io.hindsight.projections.given.Facts.retracted;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityViewTest {

  private static InteractionRecorded view(String id, String subject, String item) {
    return did(id, subject, InteractionType.VIEW, item, NOON);
  }

  private static Map<String, Long> totals(Object... events) {
    return Folded.of(new QualityProjection(), events).row("summary").totals();
  }

  @Test
  void unknownItemsAndUsersAreCountedByInteraction() {
    assertThat(
            totals(
                listed("tea", details("Tea", null)),
                profile("ann", likes()),
                view("i1", "ann", "tea"),
                view("i2", "ann", "cup"),
                view("i3", "bob", "tea"),
                view("i4", "bob", "cup")))
        .isEqualTo(Map.of("accepted", 4L, "unknown-item", 2L, "unknown-user", 2L));
  }

  @Test
  void lateArrivalTakesAllOfThemOff() {
    assertThat(
            totals(
                view("i1", "ann", "tea"),
                view("i2", "ann", "tea"),
                listed("tea", details("Tea", null)),
                profileRevised("ann", likes())))
        .isEqualTo(Map.of("accepted", 2L));
  }

  @Test
  void anItemThatArrivesTwiceIsTakenOffOnce() {
    assertThat(
            totals(
                view("i1", "ann", "tea"),
                view("i2", "ann", "cup"),
                listed("tea", details("Tea", null)),
                delisted("tea"),
                listed("tea", details("Tea", null)),
                view("i3", "ann", "tea")))
        .isEqualTo(Map.of("accepted", 3L, "unknown-item", 1L, "unknown-user", 3L));
  }

  @Test
  void aRetractionBeforeTheArrivalLeavesNothingUnknown() {
    var view = view("i1", "ann", "tea");
    var quality =
        Folded.of(
            new QualityProjection(), view, retracted(view), listed("tea", details("Tea", null)));
    assertThat(quality.row("summary").totals()).isEqualTo(Map.of("retracted", 1L));
    assertThat(quality.row("subject/ann")).isNull();
  }

  @Test
  void aRetractionAfterTheArrivalTakesNothingOffTwice() {
    var view = view("i1", "ann", "tea");
    assertThat(
            totals(
                view,
                view("i2", "ann", "tea"),
                listed("tea", details("Tea", null)),
                profile("ann", likes()),
                retracted(view)))
        .isEqualTo(Map.of("accepted", 1L, "retracted", 1L));
  }

  @Test
  void rejectionsAddUpByKindAndCode() {
    assertThat(
            totals(
                rejected("q1", "items", Map.of("bad-price", 2, "bad-id", 1)),
                rejected("q2", "items", Map.of("bad-price", 3)),
                rejected("q3", "interactions", Map.of("bad-price", 1))))
        .isEqualTo(
            Map.of(
                "rejected/items/bad-price", 5L,
                "rejected/items/bad-id", 1L,
                "rejected/interactions/bad-price", 1L));
  }
}
