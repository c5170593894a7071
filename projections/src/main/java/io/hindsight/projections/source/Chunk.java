package io.hindsight.projections.source;

import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * A run of events without a hole in it.
 *
 * @param after the position before the first event
 * @param signal how many appends had been announced before the log was read
 */
record Chunk(long after, List<TrackedEventMessage<?>> events, long signal) {
  /** How many events one query brings, at most. */
  static final int SIZE = 1_000;

  private static final int RECEIPTS_WEIGH = 32;

  static long position(TrackedEventMessage<?> event) {
    return event.trackingToken().position().orElseThrow();
  }

  /**
   * How much memory it takes, as a number of usual events. One that holds the receipts of a commit
   * is as long as that many.
   */
  int weight() {
    int weight = 0;
    for (TrackedEventMessage<?> event : events) {
      weight += RecommendationServed.class.equals(event.getPayloadType()) ? RECEIPTS_WEIGH : 1;
    }
    return weight;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** Whether there may be more behind it. */
  boolean isFull() {
    return events.size() == SIZE;
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
