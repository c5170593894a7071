package io.hindsight.app.importing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of records. Counts add up.
 *
 * @param duplicates known to the server before
 * @param resentDuplicates those of them that were sent more than once, so that this import may have
 *     stored them itself
 * @param rejected by code
 * @param examples the first few rejections, for people
 */
public record Counts(
    long read,
    long stored,
    long duplicates,
    long resentDuplicates,
    Map<String, Long> rejected,
    long unknownItems,
    long unknownUsers,
    List<String> examples) {
  static final Counts NONE = new Counts(0, 0, 0, 0, Map.of(), 0, 0, List.of());
  private static final int MOST_EXAMPLES = 5;

  public Counts {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    examples = List.copyOf(examples.subList(0, Math.min(MOST_EXAMPLES, examples.size())));
  }

  public long rejectedInAll() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  Counts plus(Counts other) {
    Map<String, Long> codes = new TreeMap<>(rejected);
    other.rejected.forEach((code, count) -> codes.merge(code, count, Long::sum));
    List<String> both = new ArrayList<>(examples);
    both.addAll(other.examples);
    return new Counts(
        read + other.read,
        stored + other.stored,
        duplicates + other.duplicates,
        resentDuplicates + other.resentDuplicates,
        codes,
        unknownItems + other.unknownItems,
        unknownUsers + other.unknownUsers,
        both);
  }
}
