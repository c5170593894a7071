package io.hindsight.runtime.serving;

import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.CatalogEvent.ItemRevised;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.models.ModelEvent.ModelActivated;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.serving.Basis;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log into what is served from. Knows no clock, no store and no thread: the same events
 * up to the same position give the same state. An event at or before the position that was reached
 * changes nothing, so a batch may come twice. For one thread.
 */
final class ServingFold {
  /** The events that count here. All others only move the position. */
  static final Set<Class<?>> TYPES =
      Set.of(
          ItemListed.class,
          ItemRevised.class,
          ItemDelisted.class,
          InteractionRecorded.class,
          InteractionRetracted.class,
          PlacementEvent.PlacementCreated.class,
          PlacementEvent.PlacementChanged.class,
          ModelActivated.class,
          ProfileCreated.class,
          ProfileRevised.class,
          SubjectErased.class,
          InteractionsForgotten.class);

  private final CatalogBuilder catalog;
  private final ActivityCounts counts;
  private final Map<PlacementId, PlacementState> placements;
  private final Map<String, ModelRef> models;
  private final EpochMaker epochs = new EpochMaker();
  private final Consumer<PersonChange> persons;
  private volatile LogPosition position; // only one thread folds, but others ask how far
  private Instant reference;
  private @Nullable CatalogState published;

  /**
   * @param persons is told what each event changes for a person
   */
  ServingFold(Consumer<PersonChange> persons) {
    this(
        new FoldImage(
            LogPosition.START,
            Instant.EPOCH,
            CatalogState.EMPTY,
            Map.of(),
            Map.of(),
            ActivityCounts.Image.NONE),
        persons);
  }

  ServingFold(FoldImage image, Consumer<PersonChange> persons) {
    this.persons = persons;
    position = image.position();
    reference = image.reference();
    catalog = CatalogBuilder.from(image.catalog());
    placements = new HashMap<>(image.placements());
    models = new HashMap<>(image.models());
    counts = image.counts().restore();
  }

  /**
   * Takes one event.
   *
   * @return whether it was new
   */
  boolean apply(LogPosition at, Instant recordedAt, Object event) {
    if (position.reaches(at)) {
      return false;
    }
    if (event instanceof ProfileEvent profile) {
      // No part of an epoch, and so no part of its reference time: epochs are as they were before
      // profiles counted.
      persons.accept(
          new PersonChange.Stated(
              profile.subjectId(), ServingRules.preferences(profile), at.value()));
    } else if (event instanceof SubjectErased erased) {
      // Nor is this: counts over many people stay as they are.
      persons.accept(new PersonChange.Erased(erased.subjectId(), at.value()));
    } else if (TYPES.contains(event.getClass())) {
      Instant later = recordedAt.isAfter(reference) ? recordedAt : reference;
      switch (event) {
        case CatalogEvent change -> catalog(change);
        case InteractionEvent interaction -> interaction(at, later, interaction);
        case PlacementEvent change ->
            placements.put(
                change.placementId(), new PlacementState(change.revision(), change.settings()));
        case ModelEvent change -> model(change);
        case InteractionsForgotten forgotten -> forget(at, forgotten);
        default -> throw new IllegalStateException("nobody folds " + event.getClass());
      }
      reference = later;
    }
    position = at;
    return true;
  }

  /** Events up to here, if there were any more, do not count. */
  void advance(LogPosition to) {
    position = position.max(to);
  }

  private void catalog(CatalogEvent event) {
    switch (event) {
      case ItemListed listed -> put(listed.itemId(), new ItemState(listed.details(), true));
      case ItemRevised revised -> revise(revised.itemId(), revised.details());
      case ItemDelisted delisted -> delist(delisted.itemId());
    }
  }

  private void put(ItemId id, ItemState state) {
    catalog.put(catalog.intern(id), state);
    published = null;
  }

  private void revise(ItemId id, ItemDetails details) {
    ItemState before = catalog.get(catalog.intern(id));
    put(id, new ItemState(details, before == null || before.listed()));
  }

  private void delist(ItemId id) {
    ItemState before = catalog.get(intern(id));
    if (before != null) {
      put(id, new ItemState(before.details(), false));
    }
  }

  private void interaction(LogPosition at, Instant now, InteractionEvent interaction) {
    switch (interaction) {
      case InteractionRecorded recorded -> {
        // First all that can fail: an event that comes again must not find its half done.
        var event = PersonEvent.of(at.value(), intern(recorded.itemId()), recorded);
        count(recorded, now, 1);
        persons.accept(new PersonChange.Did(recorded.subjectId(), recorded.interactionId(), event));
      }
      case InteractionRetracted retracted -> {
        count(retracted.recorded(), now, -1);
        persons.accept(
            new PersonChange.TookBack(
                retracted.recorded().subjectId(), retracted.interactionId(), at.value()));
      }
    }
  }

  private void count(InteractionRecorded recorded, Instant now, int sign) {
    long amount = (long) sign * ServingRules.popularityWeight(recorded);
    int hour = EpochMaker.hour(recorded.occurredAt());
    int item = intern(recorded.itemId());
    if (amount != 0) {
      int month = EpochMaker.month(YearMonth.from(recorded.occurredAt().atZone(ZoneOffset.UTC)));
      counts.add(item, recorded.type(), month, hour, amount, EpochMaker.horizon(now));
    }
  }

  private void forget(LogPosition at, InteractionsForgotten forgotten) {
    counts.forget(forgotten.type(), EpochMaker.month(forgotten.lastMonth()));
    long keptFrom = forgotten.keptFrom().toEpochMilli();
    persons.accept(new PersonChange.Forgot(forgotten.type(), keptFrom, at.value()));
  }

  private int intern(ItemId id) {
    int before = catalog.size();
    int item = catalog.intern(id);
    if (item == before) {
      published = null;
    }
    return item;
  }

  private void model(ModelEvent event) {
    if (event instanceof ModelActivated activated) {
      models.put(activated.algorithm(), new ModelRef(activated.version(), activated.contentHash()));
    }
  }

  LogPosition position() {
    return position;
  }

  CatalogState catalog() {
    if (published == null) {
      published = catalog.snapshot();
    }
    return published;
  }

  Map<PlacementId, PlacementState> placements() {
    return Map.copyOf(placements);
  }

  Map<String, ModelRef> models() {
    return Map.copyOf(models);
  }

  /** With the usual half-life. */
  Epoch epoch() {
    return epoch(Basis.HALF_LIFE_HOURS);
  }

  Epoch epoch(int halfLifeHours) {
    return epochs.make(position, reference, catalog, counts, halfLifeHours);
  }

  FoldImage image() {
    return new FoldImage(
        position, reference, catalog(), placements(), models(), counts.image(catalog.size()));
  }
}
