package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import java.time.Duration;

/** Where a person's past is read from. */
interface PersonHistory {

  /** Waits until the history holds the log up to a position, or the time is over. */
  LogPosition await(LogPosition wanted, Duration atMost) throws InterruptedException;

  /**
   * The person as they were at a position that the history has reached.
   *
   * @param catalog at that position or later
   */
  PersonState read(SubjectId subject, LogPosition at, CatalogState catalog);
}
