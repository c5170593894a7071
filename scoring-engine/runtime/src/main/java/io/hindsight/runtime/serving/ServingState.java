package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The state to serve from. Safe for use by many threads. */
public interface ServingState {

  /** The latest state of everything but persons. Never waits. */
  ServingSnapshot snapshot();

  /**
   * What a person did and says they like; an empty state for a person of whom nothing is known.
   * Waits, bounded, until it is as new as the snapshot. Where that takes too long the state is an
   * older one: its position says so.
   *
   * @throws io.hindsight.contracts.log.LogUnavailable if the person's history cannot be read
   */
  PersonState person(SubjectId subject);

  /**
   * A person's state and a snapshot that fits to it: always use this, rather than one after the
   * other, for one list.
   */
  ServingView view(@Nullable SubjectId subject);

  /** Waits until the snapshot has reached the position or the time is over. */
  LogPosition await(LogPosition wanted, Duration atMost) throws InterruptedException;
}
