package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.runtime.models.ModelStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the states of past lists again. {@link #each} needs nothing but the log and the model's
 * artifact, and reads the log once for any number of lists. {@link #view} is for one list: it
 * starts at a checkpoint and takes the person from the history view, so it is quick, and it rests
 * on those two being right.
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
      super("model " + hash + " is not in the model store");
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
   * Makes the states of one list, the short way.
   *
   * @param checkpoints where to start from
   * @param views must have a history view that has reached the person's position
   * @throws LogUnavailable if it has not
   * @throws ModelMissing if the artifact is gone
   */
  public ServingView view(
      Past past, Checkpoints checkpoints, ViewReader views, ViewProgress progress) {
    FoldImage start = checkpoints.latest(past.basis().epoch()).orElse(null);
    ServingView[] found = new ServingView[1];
    Basis basis = past.basis();
    Past impersonal = new Past(withoutPerson(basis), null);
    PastFold fold =
        new PastFold(start, List.of(impersonal), models, (any, view) -> found[0] = view);
    log.read(
        start == null ? LogPosition.START : start.position(),
        fold.end(),
        ServingFold.TYPES,
        event -> fold.take(event.position(), event.recordedAt(), event.event()));
    fold.finish();
    ServingSnapshot snapshot = found[0].snapshot();
    SubjectId subject = past.subject();
    LogPosition at = basis.person();
    return subject == null || at == null
        ? found[0]
        : new ServingView(snapshot, person(subject, at, snapshot, views, progress));
  }

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

  private PersonState person(
      SubjectId subject,
      LogPosition at,
      ServingSnapshot snapshot,
      ViewReader views,
      ViewProgress progress) {
    ViewHistory history = new ViewHistory(views, progress, log);
    try {
      LogPosition reached = history.await(at, Duration.ofSeconds(2));
      if (!reached.reaches(at)) {
        throw new LogUnavailable("the history view is at " + reached + ", not yet at " + at, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailable("interrupted", e);
    }
    return new PersonReader(history).read(subject, at, snapshot.catalog());
  }

  static Map<String, ActiveModel> model(ModelStore models, String hash, CatalogState catalog) {
    var artifact = models.find(hash).orElseThrow(() -> new ModelMissing(hash));
    ModelRef ref = new ModelRef(0, hash);
    return Map.of(artifact.algorithm(), ModelSwitch.activate(artifact, ref, catalog));
  }
}
