package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.Stream;
import io.hindsight.readmodel.past.TooDear;
import io.hindsight.runtime.models.ModelStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the serving state of any position again: from the nearest checkpoint before it, the log
 * after that, and the models' artifacts. Popularity and trending are counted up to that very
 * position; a server that served then may have been up to an epoch behind.
 */
public final class PastServing {
  private final LogReader log;
  private final ModelStore models;
  private final Checkpoints checkpoints;
  private final int halfLifeHours;

  /**
   * @param halfLifeHours after which an interaction counts half as much for what is trending
   */
  public PastServing(LogReader log, ModelStore models, Checkpoints checkpoints, int halfLifeHours) {
    this.log = log;
    this.models = models;
    this.checkpoints = checkpoints;
    this.halfLifeHours = halfLifeHours;
  }

  /**
   * @param subject null where no person takes part
   * @param algorithms whose models are needed; those that had none in force then have none
   * @param atMost so many events are folded from the checkpoint on, and no more
   * @throws TooDear if that is not enough
   * @throws Refold.ModelMissing if an artifact is gone
   */
  public Refold.Remade at(
      LogPosition at, @Nullable SubjectId subject, Algorithms algorithms, long atMost) {
    FoldImage start = checkpoints.latest(at).orElse(null);
    LogPosition from = start == null ? LogPosition.START : start.position();
    ServingFold fold =
        start == null ? new ServingFold(change -> {}) : new ServingFold(start, change -> {});
    long[] events = new long[1];
    log.read(
        from,
        at,
        ServingFold.TYPES,
        event -> {
          if (++events[0] > atMost) {
            throw new TooDear(from, atMost);
          }
          fold.apply(event.position(), event.recordedAt(), event.event());
        });
    fold.advance(at);
    CatalogState catalog = fold.catalog();
    Map<PlacementId, PlacementState> placements = fold.placements();
    ServingSnapshot snapshot =
        new ServingSnapshot(
            at,
            catalog,
            placements,
            models(fold, algorithms.of(placements), catalog),
            fold.epoch(halfLifeHours));
    return new Refold.Remade(
        new ServingView(snapshot, person(subject, at, catalog)), from, events[0]);
  }

  /** Null also for somebody whom the log did not know yet. */
  private @Nullable PersonState person(
      @Nullable SubjectId subject, LogPosition at, CatalogState catalog) {
    if (subject == null) {
      return null;
    }
    PersonState person = new PersonReader(new LogHistory(log)).read(subject, at, catalog);
    return person.size() == 0 && !isKnown(subject, at) ? null : person;
  }

  private boolean isKnown(SubjectId subject, LogPosition at) {
    boolean[] known = {log.latest(Stream.of(subject), at).isPresent()};
    if (!known[0]) {
      log.readMentioning(
          subject.value(), at, LogHistory.TYPES, event -> known[0] |= isOf(subject, event.event()));
    }
    return known[0];
  }

  private static boolean isOf(SubjectId subject, Object event) {
    return event instanceof InteractionRecorded did && did.subjectId().equals(subject);
  }

  /** Which algorithms a list needs follows from the placements of that time. */
  @FunctionalInterface
  public interface Algorithms {
    Set<String> of(Map<PlacementId, PlacementState> placements);
  }

  private Map<String, ActiveModel> models(
      ServingFold fold, Set<String> algorithms, CatalogState catalog) {
    Map<String, ActiveModel> active = new HashMap<>();
    fold.models()
        .forEach(
            (algorithm, ref) -> {
              if (algorithms.contains(algorithm)) {
                var artifact =
                    models
                        .find(ref.contentHash())
                        .orElseThrow(() -> new Refold.ModelMissing(ref.contentHash()));
                active.put(algorithm, ModelSwitch.activate(artifact, ref, catalog));
              }
            });
    return active;
  }
}
