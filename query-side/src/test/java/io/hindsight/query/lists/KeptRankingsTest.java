package io.hindsight.query.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.queries.RecommendedList.Reason;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.query.support.PairsModel;
import io.hindsight.query.support.Shop;
import io.hindsight.runtime.serving.PersonState;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Keeping what a model made of a person must not show in any list. */
class KeptRankingsTest {
  private static final int ITEMS = 600;

  private final ListComputer keeping = new ListComputer(1 << 20);
  private final ListComputer forgetful = new ListComputer();
  private final ToldLists told = new ToldLists(1 << 20);

  private static Shop shop(SplittableRandom random, int deeds) {
    Shop shop = new Shop();
    for (int i = 0; i < ITEMS; i++) {
      shop.list("i" + i, "c" + random.nextInt(20)).popular("i" + i, 1 + random.nextInt(50));
    }
    for (int i = 0; i < deeds; i++) {
      String seen = "i" + random.nextInt(ITEMS);
      InteractionType type = InteractionType.values()[random.nextInt(10)];
      shop.did(type, seen, type == InteractionType.RATING ? 1 + random.nextInt(5) : 30);
      for (int near = 0; near < 60; near++) {
        shop.alike(seen, "i" + random.nextInt(ITEMS), (1 + random.nextInt(20)) / 20.0);
      }
    }
    return shop;
  }

  private static ListFilter filter(SplittableRandom random) {
    List<String> categories =
        random.nextInt(3) > 0 ? List.of() : List.of("c" + random.nextInt(20), "c3");
    List<ItemId> exclude =
        random.nextBoolean() ? List.of() : List.of(new ItemId("i" + random.nextInt(ITEMS)));
    return new ListFilter(categories, Map.of(), exclude, null, null, null, random.nextInt(4) == 0);
  }

  @Test
  void listsAreTheSameToTheBitReasonsIncluded() {
    long seed = 20_261_121;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int person = 0; person < 20; person++) {
      Shop shop = shop(random, 1 + random.nextInt(40));
      ListInputs standing = shop.inputs(shop.ann());
      for (int i = 0; i < 30; i++) {
        shop.likes(random.nextBoolean() ? "c" + random.nextInt(25) : "C4 ");
        ListInputs inputs = with(standing, standing.person().stating(shop.ann().preferences()));
        ListRequest request =
            Shop.personal(
                1 + random.nextInt(100), random.nextInt(3) == 0 ? 0.5 : 0, filter(random));
        RankedList kept = keeping.compute(inputs, request, 1, Shop.NOW);
        RankedList fresh = forgetful.compute(inputs, request, 1, Shop.NOW);

        assertThat(kept.served(inputs.catalog())).isEqualTo(fresh.served(inputs.catalog()));
        for (int again = 0; again < 2; again++) {
          Told known = told.of(inputs, request, kept);
          assertThat(known.items()).isEqualTo(Explainer.explain(inputs, request, fresh));
          assertThat(known.served()).isEqualTo(fresh.served(inputs.catalog()));
        }
      }
    }
  }

  @Test
  void aPersonIsScoredOnceUntilTheyDoSomething() {
    Shop shop = new Shop().list("a").list("b").list("like-a").list("like-b");
    shop.alike("a", "like-a", 0.5).alike("b", "like-b", 0.5).did(InteractionType.VIEW, "a");
    PersonState ann = shop.ann();
    ListInputs before = shop.inputs(ann);
    PairsModel model = model(before);

    first(before);
    assertThat(first(before)).isEqualTo("like-a");
    assertThat(first(with(before, ann.at(new LogPosition(ann.position().value() + 1)))))
        .isEqualTo("like-a");
    assertThat(model.timesScored()).isOne();

    shop.did(InteractionType.LIKE, "b");
    assertThat(first(with(before, shop.ann()))).isEqualTo("like-b");
    assertThat(model.timesScored()).isEqualTo(2);
  }

  @Test
  void whatAPersonSaysAnewCountsThoughTheirRankingIsKept() {
    Shop shop = new Shop().list("a").list("like-a").list("tea", "tea").list("pot", "ware");
    shop.popular("tea", 1).popular("pot", 1);
    shop.alike("a", "like-a", 0.5).did(InteractionType.PURCHASE, "a");
    PersonState ann = shop.ann();
    ListInputs inputs = shop.inputs(ann);
    ListRequest request = Shop.personal(2, 0, ListFilter.NONE);

    for (String likes : List.of("tea", "ware", "tea")) {
      PersonState says = ann.stating(new Preferences(List.of(likes), List.of()));
      RankedList list = keeping.compute(with(inputs, says), request, 1, Shop.NOW);
      assertThat(shop.ids(list)).containsExactly("like-a", likes.equals("tea") ? "tea" : "pot");
    }
    assertThat(model(inputs).timesScored()).as("the model knows nothing of it").isOne();
  }

  @Test
  void aListIsToldAnewWhereSomethingAboutItChanged() {
    Shop shop = new Shop().list("a").list("like-a").list("tea", "tea").popular("tea", 1);
    shop.alike("a", "like-a", 0.5).did(InteractionType.PURCHASE, "a");
    PersonState ann = shop.ann();
    ListInputs inputs = shop.inputs(ann);
    Told first = told(inputs, 2);

    assertThat(told(inputs, 2)).isSameAs(first);
    assertThat(told(with(inputs, ann.at(new LogPosition(2_000_000))), 2)).isSameAs(first);

    assertThat(told(inputs, 1).items()).hasSize(1);
    shop.list("a", Shop.details("Renamed"));
    assertThat(told(inputs.withCatalogOf(shop.inputs(ann)), 2).items().getFirst().reasons())
        .first()
        .extracting(Reason::text)
        .isEqualTo("because you bought Renamed");
    PersonState says = ann.stating(new Preferences(List.of("tea"), List.of()));
    assertThat(told(with(inputs, says), 2).items().getLast().reasons())
        .first()
        .extracting(Reason::text)
        .isEqualTo("because you said you like tea");
    shop.did(InteractionType.LIKE, "a");
    assertThat(told(with(inputs, shop.ann()), 2)).isNotSameAs(first);
  }

  @Test
  void withoutMemoryEveryListIsToldAnew() {
    Shop shop = new Shop().list("a").list("like-a").alike("a", "like-a", 0.5);
    ListInputs inputs = shop.did(InteractionType.LIKE, "a").inputs(shop.ann());
    ListRequest request = Shop.personal(1, 0, ListFilter.NONE);
    RankedList list = keeping.compute(inputs, request, 1, Shop.NOW);
    ToldLists nothing = new ToldLists(0);

    Told once = nothing.of(inputs, request, list);
    assertThat(nothing.of(inputs, request, list)).isNotSameAs(once);
    assertThat(nothing.of(inputs, request, list).items()).isEqualTo(once.items());
  }

  @Test
  void anotherModelScoresAnew() {
    Shop shop = new Shop().list("a").list("old").list("new");
    shop.alike("a", "old", 0.5).did(InteractionType.VIEW, "a");
    PersonState ann = shop.ann();
    first(shop.inputs(ann));

    shop.alike("a", "new", 0.9);
    assertThat(first(shop.inputs(ann))).isEqualTo("new");
  }

  private Told told(ListInputs inputs, int n) {
    ListRequest request = Shop.personal(n, 0, ListFilter.NONE);
    return told.of(inputs, request, keeping.compute(inputs, request, 1, Shop.NOW));
  }

  private String first(ListInputs inputs) {
    RankedList list = keeping.compute(inputs, Shop.personal(1, 0, ListFilter.NONE), 1, Shop.NOW);
    return inputs.catalog().idOf(list.item(0)).value();
  }

  private static PairsModel model(ListInputs inputs) {
    assertThat(inputs.model()).isNotNull();
    return (PairsModel) inputs.model().model();
  }

  private static ListInputs with(ListInputs inputs, PersonState person) {
    return new ListInputs(
        inputs.model(),
        inputs.epoch(),
        inputs.catalog(),
        inputs.catalogPosition(),
        inputs.placement(),
        person);
  }
}
