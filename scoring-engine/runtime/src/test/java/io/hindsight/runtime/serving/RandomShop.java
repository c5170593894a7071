package io.hindsight.runtime.serving;

import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.CatalogEvent.ItemRevised;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.placements.PlacementEvent.PlacementChanged;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.profiles.ProfileDetails;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A seeded shop that writes all kinds of events to a log. */
public final class RandomShop {
  public static final Instant OPENING = Instant.parse("2026-03-01T00:00:00Z");
  private static final InteractionType[] TYPES = InteractionType.values();

  private final Random random;
  private final MemoryLog log;
  private final List<InteractionRecorded> recorded = new ArrayList<>();
  private final List<InteractionsForgotten> forgotten = new ArrayList<>();
  private Instant now = OPENING;
  private int next;

  public RandomShop(long seed, MemoryLog log) {
    this.random = new Random(seed);
    this.log = log;
  }

  public static MemoryLog log(long seed, int events) {
    MemoryLog log = new MemoryLog();
    new RandomShop(seed, log).trade(events);
    return log;
  }

  public void trade(int events) {
    for (int i = 0; i < events; i++) {
      // Clocks step back now and then.
      now = now.plus(Duration.ofMinutes(random.nextInt(60) - 5));
      log.append(now, event());
    }
  }

  /** What happened as long ago as a policy may reach is forgotten, and none of it follows. */
  void forget(InteractionType... types) {
    YearMonth month =
        YearMonth.from(now.minus(Duration.ofDays(30)).atZone(ZoneOffset.UTC)).minusMonths(1);
    for (InteractionType type : types) {
      var event =
          new InteractionsForgotten(
              RetentionId.of(type, month), type, month.toString(), "P30D", now);
      recorded.removeIf(event::covers);
      forgotten.add(event);
      log.append(now, event);
    }
  }

  public static SubjectId subject(int number) {
    return new SubjectId("subject-" + number);
  }

  private Object event() {
    int dice = random.nextInt(100);
    ItemId item = new ItemId("item-" + random.nextInt(40));
    if (dice < 8) {
      return new ItemListed(item, details(), now);
    } else if (dice < 10) {
      return new ItemRevised(item, details(), now);
    } else if (dice < 12) {
      return new ItemDelisted(item, now);
    } else if (dice < 13) {
      return new PlacementChanged(new PlacementId("home"), ++next, settings(), now);
    } else if (dice < 15) {
      return new QualityEvent.RecordsRejected("r" + next++, "interactions", Map.of("bad", 1), now);
    } else if (dice < 18) {
      SubjectId subject = subject(random.nextInt(12));
      return random.nextBoolean()
          ? new ProfileCreated(subject, profile(), now)
          : new ProfileRevised(subject, profile(), now);
    } else if (dice < 25 && !recorded.isEmpty()) {
      InteractionRecorded back = recorded.remove(random.nextInt(recorded.size()));
      return new InteractionRetracted(back.interactionId(), back, now);
    }
    InteractionRecorded done = interaction(item);
    while (isForgotten(done)) {
      done = interaction(item);
    }
    recorded.add(done);
    return done;
  }

  private boolean isForgotten(InteractionRecorded did) {
    return forgotten.stream().anyMatch(event -> event.covers(did));
  }

  private InteractionRecorded interaction(ItemId item) {
    InteractionType type = TYPES[random.nextInt(TYPES.length)];
    return new InteractionRecorded(
        new InteractionId("i-" + next++),
        subject(random.nextInt(12)),
        item,
        type,
        now.minus(Duration.ofHours(random.nextInt(40) * (random.nextInt(5) == 0 ? 30 : 1))),
        null,
        null,
        null,
        type == InteractionType.RATING ? 1.0 + random.nextInt(5) : null,
        type == InteractionType.DWELL ? random.nextInt(300) + 0.5 : null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Now and then of somebody who likes nothing any more. */
  private ProfileDetails profile() {
    List<String> likes = random.nextInt(4) == 0 ? List.of() : List.of("c" + random.nextInt(3));
    return new ProfileDetails(
        null,
        null,
        null,
        new Preferences(likes, List.of("b" + random.nextInt(9)).subList(0, random.nextInt(2))));
  }

  private PlacementSettings settings() {
    return new PlacementSettings(
        "Home", "item-knn", 10, random.nextInt(4) / 4.0, PlacementSettings.DEFAULT_CONSUMED_BY);
  }

  private ItemDetails details() {
    return new ItemDetails(
        "Thing " + random.nextInt(100),
        null,
        List.of("c" + random.nextInt(3)),
        null,
        random.nextBoolean() ? "Acme" : null,
        new BigDecimal(random.nextInt(1000) + ".50"),
        "EUR",
        List.of(),
        Map.of("colour", List.of("red", "grün")),
        random.nextBoolean() ? now : null,
        null);
  }
}
