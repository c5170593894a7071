package io.hindsight.projections.processing;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.readmodel.store.RowDifference;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What one verification of a view is about, and what it finds. The rows that differ are counted;
 * the first hundred of them are kept and explained.
 */
final class Verification<T> {
  /** Noted at the generation that is built for it: a restart goes on with it. */
  static final String PURPOSE = "verify";

  static final String PAUSED_PURPOSE = "verify-paused";

  /** Noted at a generation that is of no use after a crash. */
  static final String SCRATCH_PURPOSE = "explain";

  private static final int REPORTED = 100;

  /** How far it is. */
  enum Phase {
    REPLAYING,
    PAUSED,
    COMPARING,
    EXPLAINING,
    IDENTICAL,
    DIFFERENT,
    FAILED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean isOver() {
      return this == IDENTICAL || this == DIFFERENT || this == FAILED;
    }
  }

  private final ViewProjection<T> projection;
  private final int number;
  private final List<RowDifference<T>> first = new ArrayList<>();
  private volatile Phase phase;
  private volatile long differences;
  private volatile LogPosition comparedAt = LogPosition.START;
  private volatile List<AuditAnswer.WrongRow> rows = List.of();
  private volatile @Nullable String problem;

  Verification(ViewProjection<T> projection, int number, Phase phase) {
    this.projection = projection;
    this.number = number;
    this.phase = phase;
  }

  int number() {
    return number;
  }

  Phase phase() {
    return phase;
  }

  void phase(Phase next) {
    phase = next;
  }

  void failed(Throwable cause) {
    problem = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    phase = Phase.FAILED;
  }

  /** Folds what a generation, which nobody writes just now, lacks up to a position. */
  void align(ViewGeneration<T> generation, SharedEventSource source, LogPosition to) {
    OfflineFold<T> fold = new OfflineFold<>(projection, generation);
    source.replay(
        fold.position().value(), to.value(), event -> fold.take(at(event), event.getPayload()));
    fold.finish(to);
  }

  private static LogPosition at(TrackedEventMessage<?> event) {
    return new LogPosition(event.trackingToken().position().orElseThrow());
  }

  /**
   * @param fixed called when both may be written again
   */
  void compare(ViewStore store, ViewGeneration<T> live, LogPosition at, Runnable fixed) {
    phase = Phase.COMPARING;
    comparedAt = at;
    store.compare(projection.view(), live.number(), number, fixed, this::differs);
  }

  private void differs(RowDifference<T> row) {
    differences++;
    if (first.size() < REPORTED) {
      first.add(row);
    }
  }

  /** Folds the log once more, and watches the rows that differ. */
  void explain(ViewStore store, SharedEventSource source) {
    if (differences == 0) {
      phase = Phase.IDENTICAL;
      return;
    }
    phase = Phase.EXPLAINING;
    DifferenceExplainer<T> explainer = new DifferenceExplainer<>(first);
    int scratch = number + 1;
    store.drop(projection.view(), scratch);
    store.note(projection.view(), scratch, SCRATCH_PURPOSE);
    OfflineFold<T> fold =
        new OfflineFold<>(projection, store.open(projection.view(), scratch), explainer::changed);
    source.replay(
        0,
        comparedAt.value(),
        event -> {
          explainer.next(event.getPayloadType());
          fold.take(at(event), event.getPayload());
        });
    store.drop(projection.view(), scratch);
    rows = explainer.explained();
    phase = Phase.DIFFERENT;
  }

  /**
   * @param replayed up to where the second generation is built; null where nobody builds it
   * @param stopped why building it does not go on
   */
  AuditAnswer.Verification told(
      LogPosition live, @Nullable LogPosition replayed, @Nullable String stopped) {
    return new AuditAnswer.Verification(
        projection.view().name(),
        number,
        phase.wireName(),
        replayed == null ? comparedAt : replayed,
        live,
        differences,
        rows,
        problem == null ? stopped : problem);
  }

  @Override
  public String toString() {
    return "%s at %s, %d rows differ".formatted(phase.wireName(), comparedAt, differences);
  }
}
