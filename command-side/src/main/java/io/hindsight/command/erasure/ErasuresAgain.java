package io.hindsight.command.erasure;

import io.hindsight.command.keys.KeyStore;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store of keys that was restored from an older copy knows people again who were erased since,
 * and months that were forgotten. The log remembers: they are erased again before anybody is
 * served. How far the log was looked through is kept with the keys, so an older copy looks again
 * from where it was.
 */
public final class ErasuresAgain {
  private static final Logger LOG = LoggerFactory.getLogger(ErasuresAgain.class);
  private static final int PAGE = 1_000;
  private static final EventFilter ERASED =
      new EventFilter(
          null,
          null,
          null,
          Set.of("erasure.SubjectErased", "retention.InteractionsForgotten"),
          null,
          null,
          null);

  private ErasuresAgain() {}

  /** Answers how many keys were there that should not have been. */
  public static int carryOut(StoredLog stored, LogReader log, KeyStore keys) {
    LogPosition head = stored.head();
    LogPosition seen = keys.erasedUpTo();
    int again = 0;
    while (!seen.reaches(head)) {
      StoredLog.Found found = stored.find(ERASED, seen, head, PAGE);
      for (RecordedEvent event :
          log.read(found.events().stream().map(StoredEvent::position).toList())) {
        if (event.event() instanceof SubjectErased erased && keys.destroy(erased.subjectId())) {
          again++;
        } else if (event.event() instanceof InteractionsForgotten forgotten) {
          keys.forget(forgotten.type(), forgotten.lastMonth());
        }
      }
      seen = found.seenTo();
      keys.noteErasedUpTo(seen);
    }
    if (again > 0) {
      LOG.warn("the store of keys was an older copy: {} erased people were erased again", again);
    }
    return again;
  }
}
