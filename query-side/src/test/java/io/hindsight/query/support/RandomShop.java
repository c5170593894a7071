package io.hindsight.query.support;

import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.models.ModelEvent.ModelActivated;
import io.hindsight.contracts.placements.PlacementEvent.PlacementChanged;
import io.hindsight.contracts.placements.PlacementEvent.PlacementCreated;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.profiles.ProfileDetails;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.ListQuery.FindPopular;
import io.hindsight.contracts.queries.ListQuery.FindRecommendations;
import io.hindsight.contracts.queries.ListQuery.FindSimilarItems;
import io.hindsight.contracts.queries.ListQuery.FindTrending;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Things that happen in a shop, at random, into a log. */
public final class RandomShop {
  private static final int USERS = 30;
  private static final int ITEMS = 150;
  private static final int CATEGORIES = 6;
  public static final PlacementId FEED = new PlacementId("feed");

  private final MemoryLog log;
  private final ModelStore models;
  private final MemorySubjects subjects;
  private final SplittableRandom random;
  private final List<InteractionRecorded> done = new ArrayList<>();
  private volatile Instant now = Shop.NOW;
  private int placementRevision;
  private int modelVersion;

  public RandomShop(
      MemoryLog log, ModelStore models, MemorySubjects subjects, SplittableRandom random) {
    this.log = log;
    this.models = models;
    this.subjects = subjects;
    this.random = random;
    for (int i = 0; i < ITEMS; i++) {
      append(Stream.of(item(i)), new CatalogEvent.ItemListed(item(i), details(), now));
    }
  }

  public Instant now() {
    return now;
  }

  public void somethingHappens() {
    now = now.plus(Duration.ofSeconds(random.nextInt(4 * 3_600)));
    log.at(now);
    int dice = random.nextInt(100);
    if (dice < 15) {
      say();
    } else if (dice < 80) {
      for (int i = random.nextInt(12); i >= 0; i--) {
        interact();
      }
    } else if (dice < 88) {
      retract();
    } else if (dice < 96) {
      changeCatalog();
    } else {
      changePlacement();
    }
  }

  private void interact() {
    InteractionType type =
        InteractionType.values()[random.nextInt(InteractionType.values().length)];
    InteractionId id = new InteractionId("i" + log.head());
    var subject = subjects.know("u" + random.nextInt(USERS));
    // Some items are met before the catalog knows them.
    ItemId item = random.nextInt(20) == 0 ? item(ITEMS + random.nextInt(20)) : popularItem();
    var recorded =
        new InteractionRecorded(
            id,
            subject,
            item,
            type,
            now.minus(Duration.ofHours(random.nextInt(24 * 40))),
            null,
            null,
            null,
            type == InteractionType.RATING ? 1.0 + random.nextInt(5) : null,
            type == InteractionType.DWELL ? random.nextDouble() * 200 : null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    done.add(recorded);
    append(Stream.of(id), recorded);
  }

  /** People who did much, little or nothing say what they like, and change their minds. */
  private void say() {
    var subject = subjects.know("u" + random.nextInt(USERS + 5));
    List<String> categories =
        switch (random.nextInt(5)) {
          case 0 -> List.of();
          case 1 -> List.of("nowhere", " " + category().toUpperCase(Locale.ROOT));
          default -> List.of(category());
        };
    List<String> brands = random.nextInt(3) == 0 ? List.of("Brand" + random.nextInt(4)) : List.of();
    var details = new ProfileDetails(null, null, null, new Preferences(categories, brands));
    append(Stream.of(subject), new ProfileRevised(subject, details, now));
  }

  private void retract() {
    if (!done.isEmpty()) {
      var taken = done.remove(random.nextInt(done.size()));
      append(
          Stream.of(taken.interactionId()),
          new InteractionRetracted(taken.interactionId(), taken, now));
    }
  }

  private void changeCatalog() {
    ItemId item = item(random.nextInt(ITEMS + 10));
    Object event =
        switch (random.nextInt(3)) {
          case 0 -> new CatalogEvent.ItemDelisted(item, now);
          case 1 -> new CatalogEvent.ItemRevised(item, details(), now);
          default -> new CatalogEvent.ItemListed(item, details(), now);
        };
    append(Stream.of(item), event);
  }

  private void changePlacement() {
    String algorithm =
        List.of("item-knn", "item-knn", "popularity", "trending").get(random.nextInt(4));
    var settings =
        new PlacementSettings(
            "Feed",
            algorithm,
            1 + random.nextInt(20),
            random.nextInt(3) / 4.0,
            random.nextBoolean()
                ? Set.of(InteractionType.VIEW, InteractionType.PURCHASE)
                : PlacementSettings.DEFAULT_CONSUMED_BY);
    placementRevision++;
    append(
        Stream.of(FEED),
        placementRevision == 1
            ? new PlacementCreated(FEED, 1, settings, now)
            : new PlacementChanged(FEED, placementRevision, settings, now));
  }

  /** Trains on all that was done, and switches to the new model. */
  public void retrain() {
    Map<String, Map<String, Float>> byUser = new HashMap<>();
    Set<String> items = new TreeSet<>();
    for (InteractionRecorded one : done) {
      items.add(one.itemId().value());
      byUser
          .computeIfAbsent(one.subjectId().value(), user -> new HashMap<>())
          .merge(one.itemId().value(), 1f, Float::sum);
    }
    TrainingDataBuilder data = TrainingDataBuilder.over(items);
    for (var user : byUser.values()) {
      int[] columns = new int[user.size()];
      float[] weights = new float[user.size()];
      int at = 0;
      for (var entry : user.entrySet()) {
        columns[at] = data.items().indexOf(entry.getKey());
        weights[at++] = entry.getValue();
      }
      data.user(columns, weights);
    }
    var algorithm = AlgorithmRegistry.standard().get("item-knn");
    var settings = algorithm.settings(Map.of());
    var model = algorithm.train(data.build(), settings, 1, 1);
    String hash = models.put(new ModelArtifact("item-knn", settings, model));
    modelVersion++;
    append(
        Stream.ofModel("item-knn"),
        new ModelActivated(
            new TrainingId("t" + modelVersion), "item-knn", modelVersion, hash, now));
  }

  public ListQuery question() {
    Integer n = random.nextInt(4) == 0 ? null : 1 + random.nextInt(30);
    PlacementId placement = placementRevision > 0 && random.nextBoolean() ? FEED : null;
    return switch (random.nextInt(8)) {
      case 0 ->
          new FindPopular(
              placement, n, List.of(0, 1, 7, 30).get(random.nextInt(4)), filter(), null);
      case 1 -> new FindTrending(placement, n, filter(), null);
      case 2 -> new FindSimilarItems(item(random.nextInt(ITEMS)), placement, n, filter(), null);
      default ->
          new FindRecommendations(
              new UserId("u" + random.nextInt(USERS + 5)),
              placement,
              n,
              random.nextInt(3) == 0 ? null : random.nextInt(5) / 4.0,
              filter(),
              null);
    };
  }

  private ListFilter filter() {
    if (random.nextBoolean()) {
      return ListFilter.NONE;
    }
    return new ListFilter(
        random.nextBoolean() ? List.of(category()) : List.of(),
        random.nextInt(4) == 0 ? Map.of("colour", List.of("red", "blue")) : Map.of(),
        random.nextInt(4) == 0 ? List.of(popularItem(), item(9_999)) : List.of(),
        random.nextInt(4) == 0 ? new MarketplaceId("m" + random.nextInt(2)) : null,
        random.nextInt(4) == 0 ? BigDecimal.valueOf(random.nextInt(40)) : null,
        random.nextInt(4) == 0 ? BigDecimal.valueOf(40 + random.nextInt(40)) : null,
        random.nextInt(4) == 0);
  }

  private ItemDetails details() {
    boolean priced = random.nextInt(5) > 0;
    return new ItemDetails(
        "Title " + random.nextInt(1_000),
        null,
        random.nextInt(6) == 0 ? List.of() : List.of(category(), category()),
        random.nextBoolean() ? null : new MarketplaceId("m" + random.nextInt(2)),
        random.nextBoolean() ? null : "brand" + random.nextInt(4),
        priced ? BigDecimal.valueOf(random.nextInt(8_000), 2) : null,
        priced ? "EUR" : null,
        List.of("tag" + random.nextInt(9), "tag" + random.nextInt(9)),
        Map.of("colour", List.of(List.of("red", "green", "blue").get(random.nextInt(3)))),
        random.nextInt(5) == 0 ? now.plus(Duration.ofHours(random.nextInt(900))) : null,
        random.nextInt(5) == 0 ? now.plus(Duration.ofHours(random.nextInt(2_000))) : null);
  }

  private String category() {
    return "c" + random.nextInt(CATEGORIES);
  }

  private ItemId popularItem() {
    double skewed = random.nextDouble() * random.nextDouble();
    return item((int) (skewed * ITEMS));
  }

  // Not in the order of their numbers: an id must not happen to sort as items were first met.
  private static ItemId item(int number) {
    return new ItemId(Integer.toString(number * 7_919 % 100_003, 36));
  }

  private void append(Stream stream, Object event) {
    log.append(List.of(new Fact(stream, Fact.Expectation.ANY, event, Map.of()))).join();
  }
}
