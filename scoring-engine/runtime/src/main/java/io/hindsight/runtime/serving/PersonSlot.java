package io.hindsight.runtime.serving;

import io.hindsight.contracts.log.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A person in memory, or being loaded. Events that the fold sees meanwhile wait here. Once dropped,
 * a slot is never used again.
 */
final class PersonSlot {
  private static final int MAX_PENDING = 10_000;

  /** What the one slot's loader found; every waiter gets it. */
  sealed interface Outcome {
    record Loaded() implements Outcome {}

    /** Too old to keep, yet right for its position. */
    record Stale(PersonState state) implements Outcome {}

    /** Dropped while it was being loaded. */
    record Again() implements Outcome {}
  }

  final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private List<PersonChange.OfOne> pending = new ArrayList<>();
  private @Nullable PersonState state;
  private LogPosition loadedAt = LogPosition.START;
  private boolean dropped;

  /**
   * @return false: nobody may use this slot any more
   */
  synchronized boolean add(PersonChange.OfOne change) {
    if (dropped) {
      return false;
    }
    if (state != null) {
      state = after(state, change);
    } else if (pending.size() < MAX_PENDING) {
      pending.add(change);
    } else {
      drop();
    }
    return !dropped;
  }

  /** Whether the slot was read from a history that had this event already. */
  synchronized boolean knows(long position) {
    return state != null && loadedAt.value() >= position;
  }

  /**
   * Leaves out what is forgotten.
   *
   * @return false where that cannot be told from what is here: nobody may use this slot any more
   */
  synchronized boolean forget(PersonChange.Forgot forgot) {
    if (state == null || state.size() >= PersonState.MAX_ENTRIES) {
      drop();
    } else if (!dropped) {
      state = state.without(forgot);
    }
    return !dropped;
  }

  synchronized void drop() {
    dropped = true;
    pending = List.of();
  }

  /**
   * Takes what was loaded, and what came in meanwhile.
   *
   * @return false if the slot was dropped
   */
  synchronized boolean fill(PersonState loaded) {
    if (dropped) {
      return false;
    }
    PersonState complete = loaded;
    for (PersonChange.OfOne change : pending) {
      complete = after(complete, change);
    }
    pending = List.of();
    loadedAt = loaded.position();
    state = complete;
    return true;
  }

  private static PersonState after(PersonState state, PersonChange.OfOne change) {
    return switch (change) {
      case PersonChange.Did did -> state.with(did.event());
      case PersonChange.Stated stated -> state.with(stated);
      case PersonChange.TookBack tookBack ->
          throw new IllegalArgumentException("what was taken back must be read anew");
      case PersonChange.Erased erased ->
          throw new IllegalArgumentException("who was erased is not kept");
    };
  }

  /** Null while it is being loaded. */
  synchronized @Nullable PersonState state() {
    return state;
  }

  /** What it costs to keep. A slot that is being loaded costs nothing, so it is never evicted. */
  synchronized int weight() {
    return state == null
        ? 0
        : 16
            + state.size()
            + state.preferences().categories().size()
            + state.preferences().brands().size();
  }
}
