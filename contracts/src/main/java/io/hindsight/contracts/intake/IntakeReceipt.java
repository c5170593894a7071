package io.hindsight.contracts.intake;

import io.hindsight.contracts.log.LogPosition;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param accepted stored now
 * @param duplicates stored earlier, left as they were
 * @param derivedIds how many accepted records got an id derived from their content
 * @param unknownItems accepted although their item is not (yet) in the catalog
 * @param unknownUsers accepted although their user has no profile (yet)
 * @param rejected in the order of the request, the command's {@code malformed} ones among them
 * @param ids of the records that are now in the log, in the order of the request, rejected ones
 *     left out
 */
public record IntakeReceipt(
    int accepted,
    int duplicates,
    int derivedIds,
    int unknownItems,
    int unknownUsers,
    List<Rejection> rejected,
    List<String> ids,
    LogPosition position) {
  public IntakeReceipt {
    rejected = List.copyOf(rejected);
    ids = List.copyOf(ids);
  }
}
