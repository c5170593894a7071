package io.hindsight.readmodel.past;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.ViewReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes views again as they were, from the log alone. */
public interface PastViews {

  /**
   * @param at of the log
   * @param atMost so many events are folded, and no more
   * @throws TooDear if that is not enough
   */
  Folded fold(LogPosition at, Slice slice, long atMost);

  /**
   * Views that hold the slice; the rest of them is not there.
   *
   * @param events how many were folded
   */
  record Folded(ViewReader views, long events) {}

  /**
   * What changed in a view between two positions, in the order of keys; empty where there is no
   * such view.
   *
   * @throws TooDear if more than so many events would be folded
   */
  Optional<Changes> changes(String view, LogPosition from, LogPosition to, long atMost);

  /**
   * All changes of a view.
   *
   * @param events how many were folded
   */
  record Changes(List<Changed> rows, long events) {
    public Changes {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row that is not the same at both ends.
   *
   * @param before in JSON; null where it was not there
   * @param after in JSON; null where it is gone
   * @param last position of the last event that changed it
   */
  record Changed(String key, @Nullable String before, @Nullable String after, LogPosition last) {}
}
