package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.Preferences;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Where a person's past is read from. */
interface PersonHistory {

  /** Up to where the history holds the log. Never goes back. */
  LogPosition reached();

  /** Waits until the history holds the log up to a position, or the time is over. */
  LogPosition await(LogPosition wanted, Duration atMost) throws InterruptedException;

  /**
   * What counts of a person as of a position that the history has reached, in the order of the log.
   *
   * @param catalog at that position or later
   */
  void each(
      SubjectId subject,
      LogPosition at,
      CatalogState catalog,
      BiConsumer<InteractionId, PersonEvent> consumer);

  /**
   * What the person said they like as of any position of the log, however far the history has come.
   */
  Preferences stated(SubjectId subject, LogPosition at);
}
