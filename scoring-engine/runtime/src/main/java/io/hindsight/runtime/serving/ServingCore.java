package io.hindsight.runtime.serving;

import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.readmodel.store.ViewProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The live fold and what it has published. One thread applies and publishes; any thread reads.
 *
 * <p>Order of publication: the snapshot, then the persons, then the position that others wait for.
 * So whoever saw a position finds its events, and a person is never ahead of the snapshot.
 */
final class ServingCore implements ServingState {
  /** The name under which {@link ViewProgress} knows this fold. */
  static final String NAME = "serving";

  private final ServingFold fold;
  private final ModelSwitch models;
  private final PersonStates persons;
  private final ViewProgress progress;
  private final ServingSettings settings;
  private final LongSupplier nanoTime;
  private final List<PersonChange> changes = new ArrayList<>();
  private volatile ServingSnapshot snapshot = ServingSnapshot.EMPTY;
  private Epoch epoch;
  private long sinceEpoch;
  private long epochMadeAt;

  ServingCore(
      @Nullable FoldImage start,
      ModelSwitch models,
      PersonHistory history,
      ViewProgress progress,
      ServingSettings settings,
      LongSupplier nanoTime) {
    this.models = models;
    this.progress = progress;
    this.settings = settings;
    this.nanoTime = nanoTime;
    fold = start == null ? new ServingFold(changes::add) : new ServingFold(start, changes::add);
    persons =
        new PersonStates(
            history,
            new PersonTail(fold.position(), settings.tailBytes()),
            this::snapshot,
            settings.personTimeout(),
            settings.personEntries());
    epoch = fold.epoch(settings.halfLifeHours());
    epochMadeAt = nanoTime.getAsLong();
    publish(fold.position());
  }

  /** Takes one event; {@link #publish} makes it seen. */
  void apply(LogPosition at, Instant recordedAt, Object event) {
    if (fold.apply(at, recordedAt, event)
        && !(event instanceof ProfileEvent || event instanceof ErasureEvent)) {
      // Nothing is served from counts of what is forgotten.
      sinceEpoch += event instanceof InteractionsForgotten ? settings.epochEvents() : 1;
    }
  }

  /** Makes everything up to this position seen. May be repeated after a failure. */
  void publish(LogPosition upTo) {
    fold.advance(upTo);
    boolean newEpoch = isEpochDue();
    if (newEpoch) {
      makeEpoch();
    }
    CatalogState catalog = fold.catalog();
    snapshot =
        new ServingSnapshot(
            fold.position(),
            catalog,
            fold.placements(),
            models.switchTo(fold.models(), catalog, newEpoch),
            epoch);
    persons.apply(changes, fold.position());
    changes.clear();
    progress.report(NAME, fold.position());
  }

  /**
   * Nothing came for a while: an epoch may be due, or a batch broke off before it was published.
   */
  void idle() {
    if (isEpochDue() || !snapshot.position().reaches(fold.position())) {
      publish(fold.position());
    } else {
      persons.trim();
    }
  }

  private boolean isEpochDue() {
    return sinceEpoch >= settings.epochEvents()
        || (sinceEpoch > 0
            && nanoTime.getAsLong() - epochMadeAt >= settings.epochAfter().toNanos());
  }

  private void makeEpoch() {
    epoch = fold.epoch(settings.halfLifeHours());
    sinceEpoch = 0;
    epochMadeAt = nanoTime.getAsLong();
  }

  /** What the fold has taken in, published or not. */
  LogPosition position() {
    return fold.position();
  }

  FoldImage image() {
    return fold.image();
  }

  Set<String> missingModels() {
    return models.missing();
  }

  void forget(SubjectId subject) {
    persons.forget(subject);
  }

  int personsInMemory() {
    return persons.size();
  }

  long tailBytes() {
    return persons.tailBytes();
  }

  @Override
  public ServingSnapshot snapshot() {
    return snapshot;
  }

  @Override
  public PersonState person(SubjectId subject) {
    return persons.person(subject);
  }

  @Override
  public ServingView view(@Nullable SubjectId subject) {
    PersonState person = subject == null ? null : persons.person(subject);
    return new ServingView(snapshot, person);
  }

  @Override
  public LogPosition await(LogPosition wanted, Duration atMost) throws InterruptedException {
    return progress.await(NAME, wanted, atMost);
  }
}
