package io.hindsight.runtime.serving;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.queries.ReadsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The persons who were asked for lately, kept up to date by the fold; others are put together from
 * the history and the tail when they are asked for.
 *
 * <p>No event may fall between what a person is read from and what the fold brings. The fold
 * publishes a snapshot, appends its events to the tail, and only then looks slots up. A reader puts
 * its slot there first and cuts the tail after that, or waits for a history that has come as far.
 * So an event that did not find the slot is in what is read; one that is in both is recognised by
 * its position.
 */
final class PersonStates {
  private static final int ATTEMPTS = 3;

  /** For the pages of one person, which are read after the wait for the history. */
  private static final Duration READING = Duration.ofSeconds(5);

  private final PersonHistory history;
  private final PersonReader reader;
  private final PersonTail tail;
  private final Supplier<ServingSnapshot> snapshots;
  private final Duration timeout;
  private final ConcurrentMap<SubjectId, PersonSlot> slots;
  private volatile LogPosition applied;

  /** The newest event by which interactions were forgotten. */
  private volatile LogPosition forgotten = LogPosition.START;

  /**
   * @param tail begins where the fold does
   * @param timeout how long a reader waits where history and tail do not meet
   * @param entries how many entries of persons stay in memory together
   */
  PersonStates(
      PersonHistory history,
      PersonTail tail,
      Supplier<ServingSnapshot> snapshots,
      Duration timeout,
      long entries) {
    this.history = history;
    this.reader = new PersonReader(history);
    this.tail = tail;
    this.snapshots = snapshots;
    this.timeout = timeout;
    applied = tail.end();
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
    trim();
    tail.append(changes, upTo);
    for (PersonChange change : changes) {
      switch (change) {
        case PersonChange.OfOne one -> {
          PersonSlot slot = slots.get(one.subject());
          if (slot != null && !keep(slot, one)) {
            slots.remove(one.subject(), slot);
          }
        }
        case PersonChange.Forgot forgot -> forget(forgot);
      }
    }
    applied = upTo;
  }

  /**
   * Who is not in memory is read from a history that has folded it, too. Who is being loaded, or
   * did more than is kept, is read anew.
   */
  private void forget(PersonChange.Forgot forgot) {
    forgotten = new LogPosition(forgot.position());
    slots.forEach(
        (subject, slot) -> {
          if (!slot.forget(forgot)) {
            slots.remove(subject, slot);
          }
        });
  }

  /** Lets go of what the history has taken in. */
  void trim() {
    tail.trim(history.reached());
  }

  /** Holds nothing of the person from here on, unless somebody asks for them anew. */
  void forget(SubjectId subject) {
    PersonSlot slot = slots.remove(subject);
    if (slot != null) {
      slot.drop();
    }
    tail.forget(subject);
  }

  private static boolean keep(PersonSlot slot, PersonChange.OfOne change) {
    return switch (change) {
      case PersonChange.Did did -> slot.add(did);
      case PersonChange.Stated stated -> slot.add(stated);
      case PersonChange.TookBack tookBack -> {
        boolean known = slot.knows(tookBack.position());
        if (!known) {
          slot.drop();
        }
        yield known;
      }
      case PersonChange.Erased erased -> {
        slot.drop();
        yield false;
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
      return read(subject, LogPosition.START, deadline);
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
      case PersonSlot.Outcome.Stale stale ->
          found != null && history.reached().reaches(tail.start())
              ? read(subject, LogPosition.START, deadline) // they met while the other one read
              : stale.state();
      case PersonSlot.Outcome.Again again -> null;
    };
  }

  private static PersonSlot.Outcome outcome(PersonSlot slot, long deadline)
      throws InterruptedException {
    try {
      return slot.outcome.get(left(deadline).plus(READING).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new LogUnavailable("a person's history took too long to read", e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case LogUnavailable log -> log;
        case ReadsUnavailable views -> views;
        case null, default ->
            new LogUnavailable("a person's history could not be read", e.getCause());
      };
    }
  }

  /** Whatever happens, the slot gets an outcome, and stays only if it is complete. */
  private void load(SubjectId subject, PersonSlot slot, long deadline) {
    boolean keep = false;
    try {
      LogPosition needed = tail.end(); // read after the slot was put
      PersonState state = read(subject, needed, deadline);
      if (!state.position().reaches(needed)) {
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

  /**
   * The person as new as {@code needed} or newer; older where history and tail do not meet in time,
   * or the tail cannot tell what was taken back.
   */
  private PersonState read(SubjectId subject, LogPosition needed, long deadline)
      throws InterruptedException {
    LogPosition reached = history.reached();
    TailCut cut = cut(subject, reached);
    while (cut == null) {
      // The tail's start moves on while somebody waits; more than is needed is not waited for. And
      // the tail may have let go of what the history took in since it was asked.
      LogPosition start = tail.start();
      LogPosition wanted = (start.reaches(needed) ? needed : start).max(forgotten);
      LogPosition later = history.await(wanted, left(deadline));
      if (later.equals(reached)) {
        break;
      }
      reached = later;
      cut = cut(subject, reached);
    }
    LogPosition end = tail.end();
    LogPosition alone = reached.reaches(end) ? end : reached;
    // A snapshot is published before the tail's end, so its catalog knows every item until there.
    CatalogState catalog = snapshots.get().catalog();
    PersonState state = cut == null ? null : reader.read(subject, cut, catalog);
    return state == null ? reader.read(subject, alone, catalog) : state;
  }

  /** Null also where the history still holds what is forgotten at the tail's end. */
  private @Nullable TailCut cut(SubjectId subject, LogPosition reached) {
    return reached.reaches(forgotten) ? tail.cut(subject, reached) : null;
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /** How many persons are in memory. */
  int size() {
    return slots.size();
  }

  /** How much the tail takes of the heap. */
  long tailBytes() {
    return tail.bytes();
  }
}
