package io.hindsight.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.profiles.ProfileDetails;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindHistory;
import io.hindsight.contracts.queries.ViewQuery.FindItemFeatures;
import io.hindsight.contracts.queries.ViewQuery.FindProfile;
import io.hindsight.contracts.queries.ViewQuery.FindUserFeatures;
import io.hindsight.readmodel.views.FeatureRow;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.ProfileRow;
import io.hindsight.readmodel.views.Views;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PersonQuestionsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final AskedViews asked = new AskedViews();

  @Test
  void aProfileIsOpenedAndReadsErasedOnceTheKeyIsGone() {
    SubjectId ann = asked.subjects.know("ann");
    ProfileDetails sealed =
        new ProfileDetails(
            asked.subjects.seal(ann, "Ann"),
            null,
            asked.subjects.seal(ann, "{\"x\":1}"),
            new Preferences(List.of("tea"), List.of()));
    asked.views.put(Views.PROFILES, ann.value(), new ProfileRow(ann, sealed));

    ViewAnswer.Profile open = asked.found(new FindProfile(new UserId("ann"), null));
    asked.subjects.destroyKey(ann);
    ViewAnswer.Profile erased = asked.found(new FindProfile(new UserId("ann"), null));

    assertThat(open.name()).isEqualTo("Ann");
    assertThat(open.email()).isNull();
    assertThat(open.attributes()).isEqualTo("{\"x\":1}");
    assertThat(erased.name()).isEqualTo("erased");
    assertThat(erased.attributes()).isEqualTo("{\"erased\":true}");
    assertThat(erased.preferences().categories()).containsExactly("tea");
    assertThat(asked.code(new FindProfile(new UserId("bob"), null))).isEqualTo("user-unknown");
  }

  @Test
  void historyIsNewestFirstInPagesAndLeavesRetractedOut() {
    SubjectId ann = asked.subjects.know("ann");
    interaction(ann, "i1", NOON, 1, null);
    interaction(ann, "i2", NOON.plusSeconds(60), 2, null);
    interaction(ann, "i3", NOON.plusSeconds(30), 3, null);
    interaction(ann, "i4", NOON.plusSeconds(90), 4, new LogPosition(6));
    interaction(asked.subjects.know("bob"), "i5", NOON.plusSeconds(99), 5, null);

    ViewAnswer.History first = asked.found(new FindHistory(new UserId("ann"), 2, null, null));
    ViewAnswer.History rest =
        asked.found(new FindHistory(new UserId("ann"), 2, first.next(), null));

    assertThat(first.interactions())
        .extracting(i -> i.interactionId().value())
        .containsExactly("i2", "i3");
    assertThat(rest.interactions())
        .extracting(i -> i.interactionId().value())
        .containsExactly("i1");
    assertThat(rest.next()).isNull();
    ViewAnswer.History none = asked.found(new FindHistory(new UserId("new"), 2, null, null));
    assertThat(none.interactions()).isEmpty();
  }

  @Test
  void featuresOfAUserAreRatesMeansAndSharesLargestFirst() {
    SubjectId ann = asked.subjects.know("ann");
    asked.views.put(
        Views.USER_FEATURES,
        "subject/" + ann.value(),
        new FeatureRow(
            new TreeMap<>(
                Map.of(
                    InteractionType.VIEW, 4L,
                    InteractionType.CLICK, 1L,
                    InteractionType.PURCHASE, 2L,
                    InteractionType.RATING, 2L,
                    InteractionType.DWELL, 1L,
                    InteractionType.LIKE, 0L)),
            NOON,
            NOON.plusSeconds(5),
            new BigDecimal("12.5"),
            new BigDecimal("7"),
            new TreeMap<>(Map.of("tea", 2L, "books", 5L, "art", 2L, "gone", 0L)),
            new TreeMap<>(Map.of("acme", 1L)),
            new TreeMap<>(),
            null,
            null));

    ViewAnswer.Features features = asked.found(new FindUserFeatures(new UserId("ann"), null));

    assertThat(features.rates())
        .containsEntry("clickRate", 0.25)
        .containsEntry("purchaseRate", 0.5)
        .doesNotContainKey("purchasesPerCart");
    assertThat(features.counts()).doesNotContainKey(InteractionType.LIKE);
    assertThat(features.meanRating()).isEqualTo(3.5);
    assertThat(features.meanDwellSeconds()).isEqualTo(12.5);
    assertThat(features.categories().keySet()).containsExactly("books", "art", "tea");
    assertThat(features.categories()).containsEntry("books", 0.5);
    assertThat(features.brands()).containsEntry("acme", 0.1);
  }

  @Test
  void featuresOfANewUserAreEmptyAndOfAnUnknownItemAreRefused() {
    asked.listItem("a", "Apple");

    ViewAnswer.Features user = asked.found(new FindUserFeatures(new UserId("new"), null));
    ViewAnswer.Features item = asked.found(new FindItemFeatures(new ItemId("a"), null));

    assertThat(user.counts()).isEmpty();
    assertThat(user.meanRating()).isNull();
    assertThat(item.rates()).isEmpty();
    assertThat(asked.code(new FindItemFeatures(new ItemId("b"), null))).isEqualTo("item-unknown");
  }

  private void interaction(
      SubjectId subject, String id, Instant at, long position, LogPosition retractedAt) {
    var recorded =
        InteractionRecorded.plain(
            new InteractionId(id), subject, new ItemId("a"), InteractionType.VIEW, at);
    HistoryRow row = new HistoryRow(recorded, new LogPosition(position), retractedAt);
    asked.views.put(Views.HISTORY, row.key(), row);
  }
}
