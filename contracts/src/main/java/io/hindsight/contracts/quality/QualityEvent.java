package io.hindsight.contracts.quality;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What was wrong with what came in. */
public sealed interface QualityEvent {

  /**
   * A request held records that could not be stored.
   *
   * @param kind interactions, impressions, items or users
   * @param counts rejected records by code; the records themselves are not kept, they may be
   *     personal
   */
  record RecordsRejected(String requestId, String kind, Map<String, Integer> counts, Instant at)
      implements QualityEvent {
    public RecordsRejected {
      counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }
  }
}
