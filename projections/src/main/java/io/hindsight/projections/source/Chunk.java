package io.hindsight.projections.source;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * A run of events without a hole in it.
 *
 * @param after the position before the first event
 * @param signal how many appends had been announced before the log was read
 */
record Chunk(long after, List<TrackedEventMessage<?>> events, long signal) {

  static long position(TrackedEventMessage<?> event) {
    return event.trackingToken().position().orElseThrow();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  long last() {
    return isEmpty() ? after : position(events.getLast());
  }

  /** Whether the event that follows this position is in here. */
  boolean continues(long position) {
    return after <= position && position < last();
  }

  /** Index of the first event behind the position. */
  int indexAfter(long position) {
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (position(events.get(middle)) <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
