package io.hindsight.app.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Hour by hour, people come by. A visit goes through a funnel: they look at things, mostly of a
 * category they love, linger over what suits purse and brand, put it into the cart, buy; days later
 * some rate what they bought.
 */
final class ShopDeeds implements Iterator<ShopInteraction> {
  private static final double VISITS_PER_PERSON_AND_HOUR = 2.5 / (24 * 7);

  /** How busy the hours of a day are; they add up to 24. */
  private static final double[] HOURS = {
    0.4, 0.2, 0.1, 0.1, 0.1, 0.2, 0.4, 0.7, 0.9, 1.0, 1.1, 1.2, 1.3, 1.2, 1.1, 1.1, 1.2, 1.4, 1.7,
    2.0, 2.2, 2.0, 1.5, 0.9
  };

  private static final Duration HOUR = Duration.ofHours(1);

  private record Due(ShopInteraction deed, long order) {}

  private final ShopGenerator shop;
  private final SplittableRandom random;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(
          Comparator.<Due, Instant>comparing(d -> d.deed().timestamp())
              .thenComparingLong(Due::order));
  private Instant hour;
  private long order;
  private long visits;

  ShopDeeds(ShopGenerator shop, SplittableRandom random) {
    this.shop = shop;
    this.random = random;
    this.hour = shop.begin();
  }

  @Override
  public boolean hasNext() {
    // Whatever is due before the hour that comes next cannot be overtaken any more.
    while (hour.isBefore(shop.end())
        && (due.isEmpty() || !due.element().deed().timestamp().isBefore(hour))) {
      live(hour);
      hour = hour.plus(HOUR);
    }
    return !due.isEmpty();
  }

  @Override
  public ShopInteraction next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return due.remove().deed();
  }

  private void live(Instant from) {
    int hourOfDay = (int) Math.floorMod(from.getEpochSecond() / 3600, 24L);
    double expected = shop.population() * VISITS_PER_PERSON_AND_HOUR * HOURS[hourOfDay];
    int count = (int) expected + (random.nextDouble() < expected - (int) expected ? 1 : 0);
    for (int i = 0; i < count; i++) {
      // Some come often, most now and then.
      double u = random.nextDouble();
      ShopPerson person = shop.person((int) (shop.population() * u * Math.sqrt(u)));
      new Visit(person, from.plusSeconds(random.nextInt(3600))).run();
    }
  }

  private final class Visit {
    private final ShopPerson person;
    private final String session = "visit-" + ++visits;
    private Instant now;

    Visit(ShopPerson person, Instant begin) {
      this.person = person;
      this.now = begin;
    }

    void run() {
      int shelf = shelf();
      int looks = 1 + random.nextInt(3) + random.nextInt(4);
      boolean searched = random.nextInt(4) == 0;
      for (int i = 0; i < looks; i++) {
        ShopItem item = choose(random.nextInt(8) == 0 ? shelf() : shelf);
        if (item != null) {
          look(item, searched && i == 0);
        }
      }
    }

    /** Six in ten visits are to the dearest category, one in ten goes anywhere. */
    private int shelf() {
      int ticket = random.nextInt(10);
      int rank = ticket < 6 ? 0 : ticket < 8 ? 1 : 2;
      String category = person.favourites().get(rank);
      if (ticket == 9) {
        return random.nextInt(Shelf.ALL.size());
      }
      for (int i = 0; i < Shelf.ALL.size(); i++) {
        if (Shelf.ALL.get(i).category().equals(category)) {
          return i;
        }
      }
      throw new IllegalStateException("no shelf for " + category);
    }

    /** Of a few that catch the eye, the one that suits best. */
    private @Nullable ShopItem choose(int shelf) {
      ShopItem best = null;
      for (int i = 0; i < 4; i++) {
        double u = random.nextDouble();
        ShopItem item = shop.onShelf(shelf, (int) (shop.placesOn(shelf) * u * u));
        if (item.isAvailableAt(now) && (best == null || suits(item) > suits(best))) {
          best = item;
        }
      }
      return best;
    }

    /** 0 to 1. */
    private double suits(ShopItem item) {
      List<String> brands = shelfOf(item).brands();
      int brand = brands.indexOf(item.brand());
      double purse = 1 - Math.abs(person.purse() - brand / (brands.size() - 1.0));
      return 0.7 * purse + (brand == person.loyalty() ? 0.3 : 0);
    }

    private double loves(ShopItem item) {
      int rank = person.favourites().indexOf(item.category());
      return (rank < 0 ? 0.2 : 1 - 0.2 * rank) * suits(item);
    }

    private void look(ShopItem item, boolean searched) {
      double love = loves(item);
      now = now.plusSeconds(5 + random.nextInt(60));
      if (searched) {
        List<String> things = shelfOf(item).things();
        String query = things.stream().filter(item.title()::endsWith).findFirst().orElseThrow();
        did(item, "search_click", 0, null, query);
      }
      did(item, "view", 0, null, null);
      if (!happens(0.25 + 0.6 * love)) {
        if (love < 0.2 && happens(0.06)) {
          did(item, "dismiss", 0, null, null);
        }
        return;
      }
      did(item, "click", 0, null, null);
      int seconds = 5 + (int) (love * random.nextInt(180));
      now = now.plusSeconds(seconds);
      did(item, "dwell", seconds, null, null);
      if (happens(0.25 * love)) {
        did(item, "like", 0, null, null);
      }
      if (happens(0.03 * love)) {
        did(item, "share", 0, null, null);
      }
      if (happens(0.35 * love)) {
        cart(item, love);
      }
    }

    private void cart(ShopItem item, double love) {
      now = now.plusSeconds(5 + random.nextInt(20));
      did(item, "add_to_cart", 0, null, null);
      if (!happens(0.5)) {
        return;
      }
      now = now.plusSeconds(60 + random.nextInt(180));
      did(item, "purchase", random.nextInt(10) == 0 ? 2 : 1, item.price(), null);
      if (happens(0.4)) {
        Instant later = now.plusSeconds(2 * 86_400 + random.nextInt(8 * 86_400));
        int stars = (int) Math.clamp(Math.round(2 + 3 * love + random.nextInt(3) - 1), 1L, 5L);
        add(deed(item, "rating", later, stars, null, null));
      }
    }

    private void did(
        ShopItem item,
        String type,
        int number,
        @Nullable BigDecimal price,
        @Nullable String query) {
      now = now.plusSeconds(1);
      add(deed(item, type, now, number, price, query));
    }

    private ShopInteraction deed(
        ShopItem item,
        String type,
        Instant at,
        int number,
        @Nullable BigDecimal price,
        @Nullable String query) {
      return new ShopInteraction(
          person.userId(), item.itemId(), type, at, session, number, price, query);
    }
  }

  private void add(ShopInteraction deed) {
    if (deed.timestamp().isBefore(shop.end())) {
      due.add(new Due(deed, order++));
    }
  }

  private boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  private static Shelf shelfOf(ShopItem item) {
    for (Shelf shelf : Shelf.ALL) {
      if (shelf.category().equals(item.category())) {
        return shelf;
      }
    }
    throw new IllegalStateException("no shelf for " + item.category());
  }
}
