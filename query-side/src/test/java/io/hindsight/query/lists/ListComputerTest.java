package io.hindsight.query.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.query.support.Shop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListComputerTest {

  @Test
  void whatGoesWithThePersonsItemsComesFirst() {
    Shop shop = new Shop().list("seen").list("near").list("nearer").list("far");
    shop.alike("seen", "near", 0.3).alike("seen", "nearer", 0.6).popular("far", 99);
    shop.did(InteractionType.LIKE, "seen");

    assertThat(shop.forAnn(3)).containsExactly("nearer", "near", "far");
  }

  @Test
  void aNewInteractionCountsInTheNextList() {
    Shop shop = new Shop().list("a").list("b").list("like-a").list("like-b");
    shop.alike("a", "like-a", 0.5).alike("b", "like-b", 0.5).did(InteractionType.VIEW, "a");
    List<String> before = shop.forAnn(1);

    shop.did(InteractionType.LIKE, "b");

    assertThat(before).containsExactly("like-a");
    assertThat(shop.forAnn(1)).containsExactly("like-b");
  }

  @Test
  void delistedUnavailableDismissedConsumedAndUnlistedItemsNeverAppear() {
    Shop shop =
        new Shop()
            .list("seen")
            .list("gone")
            .delist("gone")
            .list("early", Shop.available(Shop.NOW.plusMillis(1), null))
            .list("late", Shop.available(null, Shop.NOW))
            .list("dismissed")
            .list("bought")
            .list("good", Shop.available(Shop.NOW, Shop.NOW.plusMillis(1)));
    for (String id : List.of("gone", "early", "late", "dismissed", "bought", "good", "unlisted")) {
      shop.alike("seen", id, 0.5).popular(id, 9).trending(id, 9);
    }
    shop.did(InteractionType.PURCHASE, "bought").did(InteractionType.DISMISS, "dismissed");
    shop.did(InteractionType.LIKE, "dismissed").did(InteractionType.VIEW, "seen");

    assertThat(shop.forAnn(100)).containsExactlyInAnyOrder("good", "seen");
    assertThat(shop.ids(shop.compute(Shop.request(ListKind.POPULAR, null, 100, ListFilter.NONE))))
        .containsExactly("bought", "dismissed", "good");
    assertThat(shop.ids(shop.compute(Shop.request(ListKind.SIMILAR, "seen", 100, ListFilter.NONE))))
        .containsExactly("bought", "dismissed", "good");
  }

  @Test
  void thePlacementSaysWhatConsumesAndARequestMayIncludeIt() {
    Shop shop = new Shop().list("viewed").list("other").popular("viewed", 2).popular("other", 1);
    shop.did(InteractionType.VIEW, "viewed");
    List<String> byDefault = shop.forAnn(1);
    shop.placement(new PlacementSettings("x", "item-knn", 10, 0, Set.of(InteractionType.VIEW)));

    assertThat(byDefault).containsExactly("viewed");
    assertThat(shop.forAnn(5)).containsExactly("other");
    ListFilter all = new ListFilter(List.of(), Map.of(), List.of(), null, null, null, true);
    assertThat(shop.forAnn(5, all)).containsExactly("viewed", "other");
  }

  @Test
  void includingWhatWasConsumedStillLeavesOutWhatWasDismissed() {
    Shop shop = new Shop().list("a").list("b").popular("a", 2).popular("b", 1);
    shop.did(InteractionType.DISMISS, "a").did(InteractionType.PURCHASE, "b");
    ListFilter all = new ListFilter(List.of(), Map.of(), List.of(), null, null, null, true);

    assertThat(shop.forAnn(5, all)).containsExactly("b");
  }

  @Test
  void aNewUserGetsTrendingThenPopularThenTheNewest() {
    Shop shop = new Shop().list("old").list("popular").list("trending").list("newest");
    shop.trending("trending", 0.01).popular("popular", 500);

    assertThat(shop.forAnn(10)).containsExactly("trending", "popular", "newest", "old");
  }

  @Test
  void aPersonWhomNoModelKnowsGetsWhatIsPopularInTheirCategories() {
    Shop shop = new Shop().list("met", "tea").list("tea", "tea").list("art", "art");
    shop.popular("art", 9).popular("tea", 2).trending("art", 9).did(InteractionType.CLICK, "met");
    shop.popular("met", 1).did(InteractionType.PURCHASE, "met");

    assertThat(shop.forAnn(2)).containsExactly("tea", "art");
  }

  @Test
  void eachFilterHoldsAndAllOfThemTogether() {
    Shop shop =
        new Shop()
            .list("cheap", Shop.priced("5", "de", "red"))
            .list("fair", Shop.priced("10.00", "de", "blue"))
            .list("dear", Shop.priced("20", "fr", "blue"))
            .list("everywhere", Shop.priced("10", null, null))
            .list("priceless", Shop.priced(null, "de", "blue"));
    for (String id : List.of("cheap", "fair", "dear", "everywhere", "priceless")) {
      shop.popular(id, 1);
    }

    assertThat(shop.forAnn(9, price("10", "20"))).containsExactly("dear", "everywhere", "fair");
    assertThat(shop.forAnn(9, price(null, "9.99"))).containsExactly("cheap");
    assertThat(
            shop.forAnn(
                9,
                new ListFilter(
                    List.of(),
                    Map.of("colour", List.of("blue", "green")),
                    List.of(new ItemId("priceless"), new ItemId("nowhere")),
                    new MarketplaceId("de"),
                    null,
                    null,
                    false)))
        .containsExactly("fair");
    assertThat(shop.forAnn(9, categories("none"))).isEmpty();
    assertThat(shop.forAnn(9, categories("none", "c"))).hasSize(5);
  }

  @Test
  void aNarrowFilterIsFilledFromFarBeyondTheBestCandidates() {
    Shop shop = new Shop().list("seen", "wide");
    for (int i = 0; i < 3_000; i++) {
      String id = "i" + (10_000 + i);
      shop.list(id, i % 500 == 499 ? "narrow" : "wide").popular(id, 5_000 - i);
      shop.alike("seen", id, (5_000 - i) / 10_000.0);
    }
    shop.did(InteractionType.VIEW, "seen");

    List<String> expected = IntStream.range(0, 6).mapToObj(i -> "i" + (10_499 + 500 * i)).toList();
    assertThat(shop.forAnn(6, categories("narrow"))).isEqualTo(expected);
    assertThat(
            shop.ids(shop.compute(Shop.request(ListKind.POPULAR, null, 6, categories("narrow")))))
        .isEqualTo(expected);
  }

  @Test
  void equalScoresStandInTheOrderOfTheirIdsHoweverItemsAreNumbered() {
    Shop shop = new Shop().list("seen");
    for (String id : List.of("d", "b", "e", "a", "c")) {
      shop.list(id).alike("seen", id, 0.5);
    }
    shop.did(InteractionType.VIEW, "seen").did(InteractionType.PURCHASE, "seen");

    assertThat(shop.forAnn(3)).containsExactly("a", "b", "c");
  }

  @Test
  void scoresFallAlsoWhereOneKindOfCandidatesFillsUpAnother() {
    Shop shop = new Shop().list("seen").list("near").list("x").list("y").list("p").list("q");
    shop.alike("seen", "near", 0.001).did(InteractionType.PURCHASE, "seen");
    shop.trending("x", 700).trending("y", 3).popular("p", 1e6).popular("q", 1e6);

    RankedList list = shop.compute(Shop.personal(5, 0, ListFilter.NONE));

    assertThat(shop.ids(list)).containsExactly("near", "x", "y", "p", "q");
    for (int i = 1; i < list.size(); i++) {
      assertThat(list.score(i)).isLessThanOrEqualTo(list.score(i - 1)).isPositive();
    }
    assertThat(list.score(2) / list.score(1)).isEqualTo(3f / 700f);
  }

  @Test
  void noDiversityIsTheOrderOfScoresAndDiversityBreaksUpACategory() {
    Shop shop = new Shop().list("a1", "a").list("a2", "a").list("a3", "a").list("b1", "b");
    shop.trending("a1", 10).trending("a2", 9).trending("a3", 8).trending("b1", 7);

    RankedList plain = shop.compute(Shop.personal(3, 0, ListFilter.NONE));
    RankedList diverse = shop.compute(Shop.personal(3, 0.5, ListFilter.NONE));

    assertThat(shop.ids(plain)).containsExactly("a1", "a2", "a3");
    assertThat(shop.ids(diverse)).containsExactly("a1", "b1", "a2");
    assertThat(diverse.score(1)).isEqualTo(7f);
  }

  @Test
  void similarItemsAreNeighboursThenPopularOnesOfTheCategoryAndNeverTheItemItself() {
    Shop shop =
        new Shop().list("x", "tea").list("near", "art").list("tea1", "tea").list("new", "tea");
    shop.list("art", "art").alike("x", "near", 0.2).popular("tea1", 5).popular("art", 50);
    shop.popular("x", 99);

    assertThat(shop.ids(shop.compute(Shop.request(ListKind.SIMILAR, "x", 9, ListFilter.NONE))))
        .containsExactly("near", "tea1", "new");
  }

  @Test
  void placementsByPopularityOrTrendingAskNoModel() {
    Shop shop = new Shop().list("seen").list("near").list("t").list("p");
    shop.alike("seen", "near", 0.9).trending("t", 1).popular("p", 1).popular("t", 0.5);
    shop.did(InteractionType.PURCHASE, "seen");

    shop.placement(new PlacementSettings("x", "popularity", 10, 0, Set.of()));
    List<String> popular = shop.forAnn(2);
    shop.placement(new PlacementSettings("x", "trending", 10, 0, Set.of()));

    assertThat(popular).containsExactly("p", "t");
    assertThat(shop.forAnn(2)).containsExactly("t", "p");
  }

  @Test
  void aListForAnotherPersonThanTheOneGivenIsRefused() {
    Shop shop = new Shop().list("a");

    assertThatThrownBy(
            () ->
                new ListComputer()
                    .compute(shop.inputs(null), Shop.personal(1, 0, ListFilter.NONE), 1, Shop.NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBestOfManyAreThoseThatSortingWouldFind() {
    long seed = 20_261_121;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      Shop shop = new Shop();
      int size = 1 + random.nextInt(60);
      float[] scores = new float[size];
      for (int i = 0; i < size; i++) {
        shop.list("i" + random.nextInt(1_000) + "-" + i);
        scores[i] = random.nextInt(6);
      }
      var catalog = shop.catalog();
      int keep = 1 + random.nextInt(20);
      TopItems top = new TopItems(catalog, keep);
      for (int i = 0; i < size; i++) {
        if (top.wants(i, scores[i])) {
          top.keep(i, scores[i]);
        }
      }
      List<Integer> expected =
          IntStream.range(0, size)
              .boxed()
              .sorted(
                  java.util.Comparator.comparing((Integer i) -> -scores[i])
                      .thenComparing(i -> catalog.idOf(i).value()))
              .limit(keep)
              .toList();
      int count = top.sort();
      assertThat(IntStream.range(0, count).mapToObj(top::item).toList())
          .as("seed %d round %d", seed, round)
          .isEqualTo(expected);
    }
  }

  private static ListFilter categories(String... names) {
    return new ListFilter(List.of(names), Map.of(), List.of(), null, null, null, false);
  }

  private static ListFilter price(String min, String max) {
    return new ListFilter(
        List.of(),
        Map.of(),
        List.of(),
        null,
        min == null ? null : new BigDecimal(min),
        max == null ? null : new BigDecimal(max),
        false);
  }
}
