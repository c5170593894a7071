package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a person's state from the history, alone or with what the tail has behind it. */
final class PersonReader {
  private static final int SEVERAL = -1;

  private final PersonHistory history;

  PersonReader(PersonHistory history) {
    this.history = history;
  }

  /** The person as they were at a position that the history has reached. */
  PersonState read(SubjectId subject, LogPosition at, CatalogState catalog) {
    return read(subject, at, catalog, Set.of(), new HashSet<>())
        .at(at)
        .stating(history.stated(subject, at));
  }

  /**
   * The person as they were at the end of the cut. What was taken back there is left out: it is
   * looked for in the history by its id, and if it is not there, in the cut by the id's hash.
   *
   * @return null where two hashes are the same, and the cut alone cannot tell what was taken back
   */
  @Nullable PersonState read(SubjectId subject, TailCut cut, CatalogState catalog) {
    Set<InteractionId> takenBack = takenBack(cut.entries());
    Set<InteractionId> found = new HashSet<>();
    PersonState state = read(subject, cut.after(), catalog, takenBack, found);
    takenBack.removeAll(found);
    BitSet gone = takenBack.isEmpty() ? new BitSet() : gone(cut.entries(), takenBack);
    if (gone == null) {
      return null;
    }
    for (int i = 0; i < cut.entries().size(); i++) {
      if (cut.entries().get(i) instanceof TailCut.Did did && !gone.get(i)) {
        state = state.with(did.event());
      }
    }
    return state.at(cut.upTo()).stating(history.stated(subject, cut.upTo()));
  }

  private PersonState read(
      SubjectId subject,
      LogPosition at,
      CatalogState catalog,
      Set<InteractionId> without,
      Set<InteractionId> found) {
    PersonState[] state = {PersonState.empty(subject, LogPosition.START)};
    history.each(
        subject,
        at,
        catalog,
        (id, event) -> {
          if (without.contains(id)) {
            found.add(id);
          } else {
            state[0] = state[0].with(event);
          }
        });
    return state[0];
  }

  private static Set<InteractionId> takenBack(List<TailCut.Entry> entries) {
    Set<InteractionId> ids = new HashSet<>();
    for (TailCut.Entry entry : entries) {
      if (entry instanceof TailCut.TookBack tookBack) {
        ids.add(tookBack.id());
      }
    }
    return ids;
  }

  /** Which entries were taken back by later ones. */
  private static @Nullable BitSet gone(List<TailCut.Entry> entries, Set<InteractionId> takenBack) {
    BitSet gone = new BitSet();
    Map<Integer, Integer> byHash = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      switch (entries.get(i)) {
        case TailCut.Did did -> byHash.merge(did.idHash(), i, (one, other) -> SEVERAL);
        case TailCut.TookBack tookBack -> {
          if (takenBack.contains(tookBack.id())) {
            Integer at = byHash.get(tookBack.id().hashCode());
            if (at == null || at == SEVERAL) {
              return null;
            }
            gone.set(at);
          }
        }
      }
    }
    return gone;
  }
}
