package io.hindsight.app.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A shop that does not exist, and weeks of what people do in it. The same arguments give the same
 * shop and the same weeks. People and interactions are made one at a time, so that memory grows
 * with the items alone.
 */
public final class ShopGenerator {
  /** Added to the seed for each kind, so that more people do not change the items. */
  private static final long ITEMS = 0x9E3779B97F4A7C15L;

  private static final long PEOPLE = 0xC2B2AE3D27D4EB4FL;
  private static final long DEEDS = 0x165667B19E3779F9L;

  private static final List<String> FIRST =
      List.of(
          "Ada", "Bilal", "Chiara", "Dmitri", "Elif", "Femi", "Grace", "Hana", "Ivo", "Jonas",
          "Kaja", "Leila", "Mateo", "Noor", "Oona", "Priya", "Quentin", "Rosa", "Sami", "Tove");
  private static final List<String> LAST =
      List.of(
          "Abara", "Berg", "Costa", "Dahl", "Endo", "Fischer", "Gruber", "Hansen", "Ito", "Jansen",
          "Kaya", "Lund", "Moreau", "Novak", "Okafor", "Perez", "Rossi", "Silva", "Tanaka",
          "Weber");

  private final long seed;
  private final int people;
  private final int weeks;
  private final Instant end;
  private final List<ShopItem> items;

  /**
   * @param end nothing happens at or after it
   */
  public ShopGenerator(long seed, int people, int items, int weeks, Instant end) {
    if (people < 1 || items < Shelf.ALL.size() || weeks < 1) {
      throw new IllegalArgumentException(
          "needs at least 1 person, "
              + Shelf.ALL.size()
              + " items and 1 week, not "
              + people
              + ", "
              + items
              + " and "
              + weeks);
    }
    this.seed = seed;
    this.people = people;
    this.weeks = weeks;
    this.end = end;
    this.items = IntStream.range(0, items).mapToObj(this::item).toList();
  }

  public List<ShopItem> items() {
    return items;
  }

  public Stream<ShopPerson> people() {
    return IntStream.range(0, people).mapToObj(this::person);
  }

  /** In the order of their time. */
  public Iterator<ShopInteraction> interactions() {
    return new ShopDeeds(this, new SplittableRandom(seed + DEEDS));
  }

  Instant begin() {
    return end.minus(Duration.ofDays(7L * weeks));
  }

  Instant end() {
    return end;
  }

  int population() {
    return people;
  }

  /**
   * Item {@code i} stands on shelf {@code i mod shelves}; the first on a shelf are the favourites.
   */
  ShopItem onShelf(int shelf, int place) {
    return items.get(shelf + place * Shelf.ALL.size());
  }

  int placesOn(int shelf) {
    return (items.size() - shelf + Shelf.ALL.size() - 1) / Shelf.ALL.size();
  }

  ShopPerson person(int index) {
    SplittableRandom random = new SplittableRandom(mix(seed + PEOPLE, index));
    List<Integer> shelves = new ArrayList<>();
    while (shelves.size() < 3) {
      int shelf = random.nextInt(Shelf.ALL.size());
      if (!shelves.contains(shelf)) {
        shelves.add(shelf);
      }
    }
    return new ShopPerson(
        String.format("shopper-%05d", index + 1),
        pick(FIRST, random) + " " + pick(LAST, random),
        shelves.stream().map(shelf -> Shelf.ALL.get(shelf).category()).toList(),
        random.nextDouble(),
        random.nextInt(4));
  }

  private ShopItem item(int index) {
    SplittableRandom random = new SplittableRandom(mix(seed + ITEMS, index));
    Shelf shelf = Shelf.ALL.get(index % Shelf.ALL.size());
    int place = index / Shelf.ALL.size();
    int brand = random.nextInt(shelf.brands().size());
    String thing = shelf.things().get(place % shelf.things().size());
    String title = shelf.brands().get(brand) + " " + pick(Shelf.MOODS, random) + " " + thing;
    double price = shelf.price() * (0.5 + 0.45 * brand) * (0.7 + 0.6 * random.nextDouble());
    List<String> tags = Shelf.TAGS.stream().filter(tag -> random.nextInt(5) == 0).toList();
    Instant from = random.nextInt(12) == 0 ? sometime(random) : null;
    Instant until = random.nextInt(25) == 0 ? sometime(random) : null;
    return new ShopItem(
        String.format("item-%05d", index + 1),
        title,
        shelf.category(),
        shelf.brands().get(brand),
        BigDecimal.valueOf(price).setScale(1, RoundingMode.HALF_UP).setScale(2),
        tags,
        from,
        until == null || from == null || from.isBefore(until) ? until : null);
  }

  private Instant sometime(SplittableRandom random) {
    return begin().plusSeconds(random.nextLong(Duration.between(begin(), end).toSeconds()));
  }

  private static <T> T pick(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  /** Neighbouring indexes must not give neighbouring people. */
  private static long mix(long seed, long index) {
    long z = seed + index * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 31)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 29);
  }
}
