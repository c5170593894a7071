package io.hindsight.contracts.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Appends facts, durably. Concurrent callers share a commit. A call's facts are appended together
 * or not at all, except those that turn out to be duplicates or do not find their stream as
 * expected.
 */
public interface FactLog {

  /**
   * Completes once the facts are on disk, in the order of the call. Fails with {@link
   * LogUnavailable} if they could not be stored: then none of them is.
   */
  CompletableFuture<Appended> append(List<Fact> facts);

  /**
   * What became of a call.
   *
   * @param position the head of the log after the commit: an upper bound of where the facts stand
   * @param duplicates indexes into the call's list of those facts that the log already had
   * @param refused indexes of those whose stream had another head than the fact was decided for
   */
  record Appended(LogPosition position, List<Integer> duplicates, List<Integer> refused) {
    public Appended {
      duplicates = List.copyOf(duplicates);
      refused = List.copyOf(refused);
    }

    public Appended(LogPosition position, List<Integer> duplicates) {
      this(position, duplicates, List.of());
    }
  }
}
