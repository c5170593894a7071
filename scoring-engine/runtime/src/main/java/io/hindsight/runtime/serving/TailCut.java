package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.log.LogPosition;
import java.util.List;

/**
 * All that one person did behind a position of the log, up to another one; the oldest first.
 *
 * @param after the history view has reached it
 */
record TailCut(LogPosition after, LogPosition upTo, List<Entry> entries) {

  sealed interface Entry {}

  record Did(PersonEvent event, int idHash) implements Entry {}

  record TookBack(InteractionId id) implements Entry {}
}
