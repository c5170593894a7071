package io.hindsight.api.audit;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredLog.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of events.
 *
 * @param events in the log's order; may be fewer than asked for, or none, before the end
 * @param next to be given as after; null: there is nothing behind
 */
record EventsView(List<StoredEventView> events, @Nullable Long next) {

  static EventsView of(Found found, boolean stored) {
    LogPosition seenTo = found.seenTo();
    return new EventsView(
        found.events().stream().map(event -> StoredEventView.of(event, stored)).toList(),
        found.more() ? (Long) seenTo.value() : null);
  }
}
