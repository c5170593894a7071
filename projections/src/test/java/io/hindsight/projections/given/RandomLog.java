package io.hindsight.projections.given;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;

/** A believable stream of all kinds of events, the same for the same seed. */
public final class RandomLog {
  private static final InteractionType[] TYPES = InteractionType.values();

  private final SplittableRandom random;
  private final List<InteractionRecorded> standing = new ArrayList<>();

  /** What is left of the erasure that comes first, of somebody who did nothing. */
  private final Queue<Object> begun = new ArrayDeque<>(Facts.erasure("nobody"));

  private final Map<InteractionType, Instant> keptFrom = new EnumMap<>(InteractionType.class);
  private final Map<String, Integer> versions = new java.util.TreeMap<>();
  private int made;

  public RandomLog(long seed) {
    random = new SplittableRandom(seed);
  }

  public List<Object> take(int count) {
    var events = new ArrayList<>();
    while (events.size() < count) {
      events.add(next());
    }
    return events;
  }

  private Object next() {
    made++;
    if (!begun.isEmpty()) {
      return begun.remove();
    }
    int dice = random.nextInt(100);
    if (dice < 66) {
      return recorded();
    }
    if (dice == 99 && random.nextInt(10) == 0) {
      return erased();
    }
    if (dice == 98 && random.nextInt(10) == 0) {
      return forgotten();
    }
    if (dice < 76) {
      return standing.isEmpty()
          ? recorded()
          : Facts.retracted(standing.remove(random.nextInt(standing.size())));
    }
    return switch (dice % 12) {
      case 0, 1, 2 -> Facts.listed(item(), details());
      case 3 -> Facts.revised(item(), details());
      case 4 -> Facts.delisted(item());
      case 5 -> Facts.profile(subject(), Facts.likes("c" + random.nextInt(5)));
      case 6 -> Facts.profileRevised(subject(), Facts.likes("c" + random.nextInt(5)));
      case 7 -> Facts.placement("p" + made, 10);
      case 8 -> Facts.placementChanged("home", made, 1 + random.nextInt(50));
      case 9 -> model();
      case 10 -> Facts.served("r" + made);
      default -> Facts.rejected("q" + made, "items", Map.of("code-" + random.nextInt(3), 1));
    };
  }

  /** Nothing that was theirs is taken back any more. */
  private Object erased() {
    String subject = subject();
    standing.removeIf(event -> event.subjectId().value().equals(subject));
    return Facts.erased(subject);
  }

  /** Nothing that is forgotten is taken back any more, nor comes late. */
  private Object forgotten() {
    var type = TYPES[random.nextInt(TYPES.length)];
    var month = YearMonth.from(Facts.NOON.atZone(ZoneOffset.UTC)).plusMonths(random.nextInt(4));
    var event = Facts.forgotten(type, month);
    standing.removeIf(event::covers);
    keptFrom.merge(type, event.keptFrom(), (one, other) -> one.isAfter(other) ? one : other);
    return event;
  }

  private Object recorded() {
    var event = anyInteraction();
    while (event.occurredAt().isBefore(keptFrom.getOrDefault(event.type(), Instant.MIN))) {
      event = anyInteraction();
    }
    standing.add(event);
    return event;
  }

  private InteractionRecorded anyInteraction() {
    var type = TYPES[random.nextInt(TYPES.length)];
    return Facts.did(
        "i" + made,
        subject(),
        type,
        item(),
        Facts.NOON.plusSeconds(random.nextInt(300 * 86_400)),
        type == InteractionType.RATING ? random.nextInt(50) / 10.0 : null,
        type == InteractionType.DWELL ? random.nextInt(1000) / 7.0 : null);
  }

  private Object model() {
    String algorithm = random.nextBoolean() ? "item-knn" : "popularity";
    int version = versions.getOrDefault(algorithm, 0);
    return switch (random.nextInt(4)) {
      case 0 -> Facts.trained(algorithm, Math.max(1, version));
      case 1 -> Facts.activated(algorithm, Math.max(1, version));
      case 2 -> Facts.failed(algorithm, Math.max(1, version));
      default -> {
        versions.put(algorithm, version + 1);
        yield Facts.requested(algorithm, version + 1);
      }
    };
  }

  private String item() {
    return "item" + (int) Math.min(random.nextInt(40), random.nextInt(40));
  }

  private String subject() {
    return "subject" + random.nextInt(15);
  }

  private io.hindsight.contracts.catalog.ItemDetails details() {
    return Facts.details(
        "Title " + made,
        random.nextInt(3) == 0 ? null : "brand" + random.nextInt(4),
        "c" + random.nextInt(5),
        "c" + random.nextInt(5));
  }
}
