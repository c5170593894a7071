package io.hindsight.command.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.command.log.StreamHeads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether items and profiles exist, mostly without asking the log. Once a stream exists it exists
 * for ever; that one does not is believed for a short time, since another node may begin it. The
 * counts made from this inform the client; the view of data quality decides.
 */
public final class KnownStreams {
  private static final int CACHED = 300_000;
  private static final Duration ABSENT_FOR = Duration.ofSeconds(5);

  private final StreamHeads heads;
  private final Cache<String, Boolean> existing = Caffeine.newBuilder().maximumSize(CACHED).build();
  private final Cache<String, Boolean> absent =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(ABSENT_FOR).build();

  public KnownStreams(StreamHeads heads) {
    this.heads = heads;
  }

  void began(String stream) {
    existing.put(stream, true);
  }

  /**
   * One look-up for two questions.
   *
   * @param fresh streams whose existence must not be taken from a cache
   * @param cached streams where a cache may answer
   * @return those that exist
   */
  Set<String> existing(Collection<String> fresh, Set<String> cached) {
    Set<String> found = new HashSet<>();
    List<String> asked = new ArrayList<>(fresh.size() + cached.size());
    asked.addAll(fresh);
    for (String stream : cached) {
      if (existing.getIfPresent(stream) != null) {
        found.add(stream);
      } else if (absent.getIfPresent(stream) == null) {
        asked.add(stream);
      }
    }
    if (!asked.isEmpty()) {
      Map<String, Long> heads = this.heads.sequences(asked);
      found.addAll(heads.keySet());
      for (String stream : asked.subList(fresh.size(), asked.size())) {
        (heads.containsKey(stream) ? existing : absent).put(stream, true);
      }
    }
    return found;
  }
}
