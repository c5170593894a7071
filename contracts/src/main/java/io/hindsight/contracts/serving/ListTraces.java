package io.hindsight.contracts.serving;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The traces of the lists that share an event, as its metadata holds them: one for each list, in
 * their order, with a dash where a request was not traced.
 */
public final class ListTraces {
  private static final String UNTRACED = "-";

  private ListTraces() {}

  /** Null where none was traced. */
  public static @Nullable String join(List<? extends @Nullable String> traces) {
    return traces.stream().allMatch(trace -> trace == null)
        ? null
        : traces.stream()
            .map(trace -> trace == null ? UNTRACED : trace)
            .collect(Collectors.joining(" "));
  }

  /**
   * @param joined null where none was traced
   * @return null where the list at that place was not
   */
  public static @Nullable String at(int place, @Nullable String joined) {
    String[] traces = joined == null ? new String[0] : joined.split(" ", -1);
    return place < traces.length && !traces[place].equals(UNTRACED) ? traces[place] : null;
  }
}
