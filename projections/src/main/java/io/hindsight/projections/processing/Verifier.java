package io.hindsight.projections.processing;

import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.VerifyView.Step;
import io.hindsight.projections.processing.Verification.Phase;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.readmodel.store.ViewStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies one view: a second generation is built beside the live one, as for a rebuild, and
 * compared with it where both stand at one position. It takes over only on command.
 */
final class Verifier<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);

  private final ViewLine<T> line;
  private final ViewProjection<T> projection;
  private final ViewStore store;
  private final SharedEventSource source;
  private final AtomicBoolean switching;

  /** The latest; the rebuilt generation of one that found differences is kept until a command. */
  private volatile @Nullable Verification<T> latest;

  /**
   * @param switching held by whoever stops and starts the line's processors
   */
  Verifier(
      ViewLine<T> line,
      ViewProjection<T> projection,
      ViewStore store,
      SharedEventSource source,
      AtomicBoolean switching) {
    this.line = line;
    this.projection = projection;
    this.store = store;
    this.source = source;
    this.switching = switching;
  }

  private String purpose(int number) {
    return store.purpose(projection.view(), number);
  }

  /** Whether a restart found this generation on its way to be compared. */
  boolean wants(int number) {
    String purpose = purpose(number);
    return purpose.equals(Verification.PURPOSE) || purpose.equals(Verification.PAUSED_PURPOSE);
  }

  /** Goes on with what a restart broke off; false where that was no verification. */
  boolean goesOn(int number) {
    switch (purpose(number)) {
      case Verification.SCRATCH_PURPOSE -> line.removals().drop(number);
      case Verification.PAUSED_PURPOSE ->
          latest = new Verification<>(projection, number, Phase.PAUSED);
      case Verification.PURPOSE -> {
        latest = new Verification<>(projection, number, Phase.REPLAYING);
        line.build(number);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whether this generation is built to be compared. */
  boolean isAt(int number) {
    var current = latest;
    return current != null && current.number() == number && !current.phase().isOver();
  }

  /** Whether a second generation is there, or on its way. */
  boolean keepsGeneration() {
    var current = latest;
    return current != null && current.phase() != Phase.IDENTICAL;
  }

  Reply step(Step step) {
    synchronized (line) {
      if (step == Step.START) {
        return start();
      }
      var current = latest;
      if (current == null || current.phase() == Phase.IDENTICAL) {
        return Reply.refused(
            "verification-unknown",
            "There is nothing to " + step.wireName() + ": no verification of it is at hand.",
            "Start one with POST /v1/audit/projections/{name}/verify.");
      }
      return switch (step) {
        case START -> throw new IllegalStateException("started above");
        case PAUSE -> pause(current);
        case RESUME -> resume(current);
        case SWITCH -> switchTo(current);
        case DISCARD -> discard(current);
      };
    }
  }

  private Reply start() {
    if (line.next() != null || keepsGeneration()) {
      return underway();
    }
    int number = line.nextNumber();
    store.note(projection.view(), number, Verification.PURPOSE);
    latest = new Verification<>(projection, number, Phase.REPLAYING);
    line.build(number);
    return line.done(number);
  }

  static Reply underway() {
    return Reply.refused(
        "rebuild-underway",
        "The view is being rebuilt already, or a verified generation of it is kept.",
        "Wait until it has switched, or discard the verification; GET the views' status.");
  }

  private static Reply busy(Verification<?> current) {
    return Reply.refused(
        "verification-underway",
        "It is " + current.phase().wireName() + " just now.",
        "GET its verification, and try again when that says otherwise.");
  }

  private Reply pause(Verification<T> current) {
    var building = line.next();
    if (current.phase() != Phase.REPLAYING
        || building == null
        || !switching.compareAndSet(false, true)) {
      return busy(current);
    }
    try {
      store.note(projection.view(), current.number(), Verification.PAUSED_PURPOSE);
      building.stop().join();
      line.forgetNext();
      current.phase(Phase.PAUSED);
      return line.done(current.number());
    } finally {
      switching.set(false);
    }
  }

  private Reply resume(Verification<T> current) {
    if (current.phase() != Phase.PAUSED) {
      return Reply.refused(
          "verification-not-paused",
          "The verification is " + current.phase().wireName() + ", not paused.",
          "There is nothing to do.");
    }
    store.note(projection.view(), current.number(), Verification.PURPOSE);
    current.phase(Phase.REPLAYING);
    line.build(current.number());
    return line.done(current.number());
  }

  private Reply switchTo(Verification<T> current) {
    if (current.phase() != Phase.DIFFERENT) {
      return busy(current);
    }
    store.note(projection.view(), current.number(), "");
    latest = null;
    line.build(current.number());
    return line.done(current.number());
  }

  private Reply discard(Verification<T> current) {
    if (!isWaiting(current)) {
      return busy(current);
    }
    latest = null;
    line.removals().discard(current.number());
    return line.done(current.number());
  }

  private boolean isWaiting(Verification<T> current) {
    return line.next() == null && (current.phase().isOver() || current.phase() == Phase.PAUSED);
  }

  /**
   * Keeps no generation for a command to come.
   *
   * @return false while one is compared or explained
   */
  boolean letGo() {
    synchronized (line) {
      var current = latest;
      if (current != null && keepsGeneration() && isWaiting(current)) {
        latest = null;
      }
      return !keepsGeneration();
    }
  }

  /**
   * Both stop, are brought to one position, and the live one goes on as soon as the store holds
   * that state. Reads go on all the while.
   */
  void compare() {
    var old = line.live();
    var copy = line.next();
    var current = latest;
    if (old == null || copy == null || current == null) {
      switching.set(false);
      return;
    }
    old.stop().join();
    copy.stop().join();
    line.forgetNext();
    var again = new AtomicBoolean();
    Runnable goOn =
        () -> {
          if (again.compareAndSet(false, true)) {
            line.goOnFrom(old.generation());
          }
        };
    try {
      LogPosition common = old.reached().max(copy.reached());
      current.align(old.generation(), source, common);
      current.align(copy.generation(), source, common);
      current.compare(store, old.generation(), common, goOn);
      current.explain(store, source);
      if (current.phase() == Phase.IDENTICAL) {
        line.removals().discard(current.number());
      }
      LOG.info("view {}: {}", projection.view().name(), current);
    } catch (RuntimeException e) {
      LOG.error("view {} could not be verified", projection.view().name(), e);
      current.failed(e);
    } finally {
      goOn.run();
      switching.set(false);
    }
  }

  /** Empty where none was asked for since the start. */
  Optional<AuditAnswer.Verification> told() {
    synchronized (line) {
      // Nothing that is paused is let go of meanwhile: opening it would make it again.
      return toldNow();
    }
  }

  private Optional<AuditAnswer.Verification> toldNow() {
    var current = latest;
    var building = line.next();
    var serving = line.live();
    if (current == null) {
      return Optional.empty();
    }
    LogPosition live = serving == null ? LogPosition.START : serving.reached();
    LogPosition replayed =
        building != null
            ? building.reached()
            : current.phase() == Phase.PAUSED
                ? store.open(projection.view(), current.number()).position()
                : null;
    String stopped = building == null ? null : building.problem();
    return Optional.of(current.told(live, replayed, stopped));
  }
}
