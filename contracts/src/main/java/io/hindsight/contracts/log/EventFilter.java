package io.hindsight.contracts.log;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which stored events are wanted: those to which all that is said here applies.
 *
 * @param stream its whole name
 * @param subject whom they are about
 * @param item which they name: in a list that was served, too
 * @param types their stable names; empty: any
 * @param from recorded at this time or later
 * @param until recorded before this time
 * @param traceId the trace of the request that brought them
 */
public record EventFilter(
    @Nullable String stream,
    @Nullable SubjectId subject,
    @Nullable ItemId item,
    Set<String> types,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String traceId) {
  public static final EventFilter ALL =
      new EventFilter(null, null, null, Set.of(), null, null, null);

  public EventFilter {
    types = Set.copyOf(types);
  }

  /** The same, but about somebody. */
  public EventFilter about(SubjectId somebody) {
    return new EventFilter(stream, somebody, item, types, from, until, traceId);
  }
}
