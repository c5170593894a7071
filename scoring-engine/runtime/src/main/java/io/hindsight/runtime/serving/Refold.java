package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.runtime.models.ModelStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the states of past lists again, from the log and the models' artifacts; no view is asked.
 * {@link #each} reads the log once for any number of lists. {@link #view} is for one list: it
 * starts at a checkpoint, which is an image of the fold of the same log.
 */
public final class Refold {
  private final LogReader log;
  private final ModelStore models;

  public Refold(LogReader log, ModelStore models) {
    this.log = log;
    this.models = models;
  }

  /**
   * One list to make again.
   *
   * @param subject null where no person took part
   */
  public record Past(Basis basis, @Nullable SubjectId subject) {
    public Past {
      if ((basis.person() == null) != (subject == null)) {
        throw new IllegalArgumentException("a person and their position go together");
      }
      if (!basis.catalog().reaches(basis.epoch())
          || (basis.person() != null && !basis.catalog().reaches(basis.person()))) {
        throw new IllegalArgumentException("epoch and person are never newer than the catalog");
      }
    }
  }

  /** A model that a list was made with is not in the store any more. */
  public static final class ModelMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    ModelMissing(String hash) {
      super("the artifact of model " + hash + " is missing or damaged");
    }
  }

  /**
   * Makes the states of many lists in one pass over the log.
   *
   * @param consumer gets each list's states, in the order of their catalogs' positions; the
   *     snapshot has the list's own model only, and version 0 for it
   * @throws ModelMissing if an artifact is gone
   */
  public void each(Collection<Past> pasts, BiConsumer<Past, ServingView> consumer) {
    if (pasts.isEmpty()) {
      return;
    }
    PastFold fold = new PastFold(null, pasts, models, consumer);
    log.read(
        LogPosition.START,
        fold.end(),
        ServingFold.TYPES,
        event -> fold.take(event.position(), event.recordedAt(), event.event()));
    fold.finish();
  }

  /**
   * Makes the states of one list, the short way: from the nearest checkpoint, and of the person's
   * events only those that are needed.
   *
   * @param checkpoints of this log; with none, the log is folded from its start
   * @throws ModelMissing if the artifact is gone
   */
  public Remade view(Past past, Checkpoints checkpoints) {
    FoldImage start = checkpoints.latest(past.basis().epoch()).orElse(null);
    LogPosition from = start == null ? LogPosition.START : start.position();
    ServingView[] found = new ServingView[1];
    long[] events = new long[1];
    Past impersonal = new Past(withoutPerson(past.basis()), null);
    PastFold fold =
        new PastFold(start, List.of(impersonal), models, (any, view) -> found[0] = view);
    log.read(
        from,
        fold.end(),
        ServingFold.TYPES,
        event -> {
          events[0]++;
          fold.take(event.position(), event.recordedAt(), event.event());
        });
    fold.finish();
    ServingSnapshot snapshot = found[0].snapshot();
    SubjectId subject = past.subject();
    LogPosition at = past.basis().person();
    PersonState person =
        subject == null || at == null
            ? null
            : new PersonReader(new LogHistory(log)).read(subject, at, snapshot.catalog());
    return new Remade(new ServingView(snapshot, person), from, events[0]);
  }

  /**
   * States made again, and what that took.
   *
   * @param from the checkpoint's position, 0 where there was none
   * @param events how many were folded from there on, the person's not counted
   */
  public record Remade(ServingView view, LogPosition from, long events) {}

  private static Basis withoutPerson(Basis basis) {
    return new Basis(
        basis.model(),
        basis.epoch(),
        basis.catalog(),
        null,
        basis.placementRevision(),
        basis.seed(),
        basis.halfLifeHours(),
        null,
        basis.now());
  }

  static Map<String, ActiveModel> model(ModelStore models, String hash, CatalogState catalog) {
    var artifact = models.find(hash).orElseThrow(() -> new ModelMissing(hash));
    ModelRef ref = new ModelRef(0, hash);
    return Map.of(artifact.algorithm(), ModelSwitch.activate(artifact, ref, catalog));
  }
}
