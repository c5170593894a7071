package io.hindsight.command.log;

import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.StoredLog;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** One kind of log, opened: what {@link LogStore} is put together from. */
interface LogBackend extends AutoCloseable {

  /** Appends; called by one thread at a time. */
  EventStorageEngine writer();

  /** Reads, from several threads at once and without waiting for appends. */
  EventStorageEngine reader();

  StreamHeads heads();

  LogReader events();

  /** The log as its bytes stand. */
  StoredLog stored();

  /**
   * From now on appends stop at the fence.
   *
   * @throws IllegalStateException where nobody else appends to this log, or it cannot be stopped
   */
  void stopAt(AppendFence fence);

  /** Whether other processes may append to it. */
  boolean isShared();

  /** Whether it could not be reached when it was last asked. */
  boolean isAway();

  @Override
  void close();
}
