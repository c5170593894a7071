package io.hindsight.contracts.audit;

import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.util.List;

/**
 * Shows that an event stands in a sealed log: hashed together with what is on the path, it gives
 * the root that the seal vouches for.
 *
 * @param index of the event among those sealed, from 0
 * @param path the hashes of the other branches in hex, from the event's neighbour up to the root
 * @param sealPosition where the seal stands in the log
 */
public record InclusionProof(
    StoredEvent event, int index, List<String> path, LogSealed seal, LogPosition sealPosition) {
  public InclusionProof {
    path = List.copyOf(path);
  }
}
