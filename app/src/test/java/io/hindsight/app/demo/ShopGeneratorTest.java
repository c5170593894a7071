package io.hindsight.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seed of each run is in its name. */
class ShopGeneratorTest {
  private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, 42, Long.MAX_VALUE})
  void theSameSeedMakesTheSameShopAndTheSameWeeks(long seed) {
    ShopGenerator one = new ShopGenerator(seed, 50, 120, 3, END);
    ShopGenerator other = new ShopGenerator(seed, 50, 120, 3, END);
    assertThat(one.items()).isEqualTo(other.items());
    assertThat(one.people().toList()).isEqualTo(other.people().toList());
    assertThat(deeds(one)).isEqualTo(deeds(other)).isEqualTo(deeds(one)).isNotEmpty();
    assertThat(deeds(one)).isNotEqualTo(deeds(new ShopGenerator(seed + 1, 50, 120, 3, END)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, 42, Long.MAX_VALUE})
  void peopleMostlyStayWithWhatTheyLove(long seed) {
    ShopGenerator shop = new ShopGenerator(seed, 60, 240, 8, END);
    Map<String, ShopItem> items = byId(shop);
    Map<String, ShopPerson> people =
        shop.people().collect(Collectors.toMap(ShopPerson::userId, p -> p));
    List<ShopInteraction> deeds = deeds(shop);
    assertThat(share(deeds, items, people, 1)).isBetween(0.4, 0.75);
    assertThat(share(deeds, items, people, 3)).isGreaterThan(0.75);
    List<ShopInteraction> purchases = ofType(deeds, "purchase");
    assertThat(share(purchases, items, people, 3)).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, 42, Long.MAX_VALUE})
  void theWeeksAreOrderedBoundedAndMakeSense(long seed) {
    ShopGenerator shop = new ShopGenerator(seed, 60, 240, 4, END);
    Map<String, ShopItem> items = byId(shop);
    Instant last = shop.begin();
    Set<String> inCart = new HashSet<>();
    Set<ShopInteraction> seen = new HashSet<>();
    for (Iterator<ShopInteraction> it = shop.interactions(); it.hasNext(); ) {
      ShopInteraction deed = it.next();
      assertThat(deed.timestamp()).isAfterOrEqualTo(last).isBefore(END);
      last = deed.timestamp();
      assertThat(seen.add(deed)).as("no two alike: %s", deed).isTrue();
      String key = deed.sessionId() + deed.itemId();
      if (deed.type().equals("add_to_cart")) {
        inCart.add(key);
      }
      if (deed.type().equals("purchase")) {
        assertThat(inCart).contains(key);
        assertThat(deed.price()).isEqualTo(items.get(deed.itemId()).price());
      }
      if (deed.type().equals("rating")) {
        assertThat(deed.number()).isBetween(1, 5);
      }
    }
    List<ShopInteraction> deeds = deeds(shop);
    int views = ofType(deeds, "view").size();
    int clicks = ofType(deeds, "click").size();
    int carts = ofType(deeds, "add_to_cart").size();
    int purchases = ofType(deeds, "purchase").size();
    assertThat(views).isGreaterThan(clicks);
    assertThat(clicks).isGreaterThan(carts);
    assertThat(carts).isGreaterThan(purchases);
    assertThat(purchases).isPositive();
    for (String type : List.of("like", "dismiss", "dwell", "search_click", "rating")) {
      assertThat(ofType(deeds, type)).as(type).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, 42, Long.MAX_VALUE})
  void noItemGoesBeforeItComes(long seed) {
    List<ShopItem> items = new ShopGenerator(seed, 1, 5_000, 6, END).items();
    assertThat(items)
        .anyMatch(item -> item.availableFrom() != null && item.availableUntil() != null)
        .noneMatch(
            item ->
                item.availableFrom() != null
                    && item.availableUntil() != null
                    && !item.availableUntil().isAfter(item.availableFrom()));
  }

  @Test
  void morePeopleDoNotChangeTheItems() {
    assertThat(new ShopGenerator(42, 10, 120, 3, END).items())
        .isEqualTo(new ShopGenerator(42, 9_999, 120, 3, END).items());
  }

  @Test
  void aMillionInteractionsStreamWithoutBeingHeld() {
    Iterator<ShopInteraction> it = new ShopGenerator(42, 200_000, 5_000, 4, END).interactions();
    long count = 0;
    while (count < 1_000_000 && it.hasNext()) {
      it.next();
      count++;
    }
    assertThat(count).isEqualTo(1_000_000);
  }

  @Test
  void aShopWithEmptyShelvesIsRefused() {
    assertThatThrownBy(() -> new ShopGenerator(42, 10, 5, 3, END)).hasMessageContaining("12 items");
  }

  /** Of the deeds, those within the person's dearest so many categories. */
  private static double share(
      List<ShopInteraction> deeds,
      Map<String, ShopItem> items,
      Map<String, ShopPerson> people,
      int favourites) {
    return deeds.stream()
            .filter(
                d ->
                    people
                        .get(d.userId())
                        .favourites()
                        .subList(0, favourites)
                        .contains(items.get(d.itemId()).category()))
            .count()
        / (double) deeds.size();
  }

  private static Map<String, ShopItem> byId(ShopGenerator shop) {
    Map<String, ShopItem> items = new HashMap<>();
    shop.items().forEach(item -> items.put(item.itemId(), item));
    return items;
  }

  private static List<ShopInteraction> ofType(List<ShopInteraction> deeds, String type) {
    return deeds.stream().filter(d -> d.type().equals(type)).toList();
  }

  private static List<ShopInteraction> deeds(ShopGenerator shop) {
    List<ShopInteraction> deeds = new ArrayList<>();
    shop.interactions().forEachRemaining(deeds::add);
    return deeds;
  }
}
