package io.hindsight.runtime.serving;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The persons who were asked for lately, kept up to date by the fold; others are read from the
 * history when they are asked for.
 *
 * <p>No event may fall between a person's history and the events that the fold brings. The fold
 * publishes a snapshot, notes its position in {@code inFlight}, and only then looks slots up. A
 * reader puts its slot there first, then reads {@code inFlight} and waits for a history that is at
 * least as new. So an event that did not find the slot is in the history; one that is in both is
 * recognised by its position.
 */
final class PersonStates {
  private static final int ATTEMPTS = 3;

  private final PersonHistory history;
  private final Supplier<ServingSnapshot> snapshots;
  private final Duration timeout;
  private final ConcurrentMap<SubjectId, PersonSlot> slots;
  private volatile LogPosition inFlight = LogPosition.START;
  private volatile LogPosition applied = LogPosition.START;

  PersonStates(
      PersonHistory history, Supplier<ServingSnapshot> snapshots, Duration timeout, long entries) {
    this.history = history;
    this.snapshots = snapshots;
    this.timeout = timeout;
    slots =
        Caffeine.newBuilder()
            .maximumWeight(entries)
            .weigher((SubjectId subject, PersonSlot slot) -> slot.weight())
            .executor(Runnable::run)
            .<SubjectId, PersonSlot>build()
            .asMap();
  }

  /** Called by the fold, after the snapshot of this position was published. */
  void apply(List<PersonChange> changes, LogPosition upTo) {
    inFlight = upTo;
    for (PersonChange change : changes) {
      PersonSlot slot = slots.get(change.subject());
      if (slot != null && !keep(slot, change)) {
        slots.remove(change.subject(), slot);
      }
    }
    applied = upTo;
  }

  private static boolean keep(PersonSlot slot, PersonChange change) {
    return switch (change) {
      case PersonChange.Did did -> slot.add(did.event());
      case PersonChange.TookBack tookBack -> {
        boolean known = slot.knows(tookBack.position());
        if (!known) {
          slot.drop();
        }
        yield known;
      }
    };
  }

  /** Never null, never of the future: its position is at most that of the latest snapshot. */
  PersonState person(SubjectId subject) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        PersonState state = attempt(subject, deadline);
        if (state != null) {
          return state;
        }
      }
      return read(subject, history.await(LogPosition.START, Duration.ZERO));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailable("interrupted while reading a person's history", e);
    }
  }

  /** Null where the slot was dropped meanwhile. */
  private @Nullable PersonState attempt(SubjectId subject, long deadline)
      throws InterruptedException {
    LogPosition complete = applied; // read before the slot, which then knows at least as much
    PersonSlot fresh = new PersonSlot();
    PersonSlot found = slots.putIfAbsent(subject, fresh);
    if (found == null) {
      load(subject, fresh, deadline);
    }
    PersonSlot slot = found == null ? fresh : found;
    return switch (outcome(slot, deadline)) {
      case PersonSlot.Outcome.Loaded loaded -> {
        PersonState state = slot.state();
        yield state == null ? null : state.at(state.position().max(complete));
      }
      case PersonSlot.Outcome.Stale stale -> stale.state();
      case PersonSlot.Outcome.Again again -> null;
    };
  }

  private static PersonSlot.Outcome outcome(PersonSlot slot, long deadline)
      throws InterruptedException {
    try {
      return slot.outcome.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new LogUnavailable("a person's history took too long to read", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LogUnavailable known
          ? known
          : new LogUnavailable("a person's history could not be read", e.getCause());
    }
  }

  /** Whatever happens, the slot gets an outcome, and stays only if it is complete. */
  private void load(SubjectId subject, PersonSlot slot, long deadline) {
    boolean keep = false;
    try {
      LogPosition needed = inFlight; // read after the slot was put
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      LogPosition reached = history.await(needed, left);
      PersonState state = read(subject, reached);
      if (!reached.reaches(needed)) {
        slot.outcome.complete(new PersonSlot.Outcome.Stale(state));
      } else if (slot.fill(state)) {
        keep = slots.replace(subject, slot, slot); // weighs it anew
        slot.outcome.complete(new PersonSlot.Outcome.Loaded());
      } else {
        slot.outcome.complete(new PersonSlot.Outcome.Again());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      slot.outcome.complete(new PersonSlot.Outcome.Again());
    } catch (RuntimeException | Error e) {
      slot.outcome.completeExceptionally(e);
    } finally {
      if (!keep) {
        slots.remove(subject, slot);
      }
    }
  }

  // A snapshot is published before its position is in flight, so it is never older than needed.
  private PersonState read(SubjectId subject, LogPosition reached) {
    ServingSnapshot snapshot = snapshots.get();
    LogPosition at = reached.reaches(snapshot.position()) ? snapshot.position() : reached;
    return history.read(subject, at, snapshot.catalog());
  }

  /** How many persons are in memory. */
  int size() {
    return slots.size();
  }
}
