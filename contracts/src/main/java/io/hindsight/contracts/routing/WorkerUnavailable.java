package io.hindsight.contracts.routing;

import org.jspecify.annotations.Nullable;

/**
 * The worker did not answer what another node passed on to it. It may be sent again: what it was to
 * store is not stored, or, where only the answer got lost, is stored.
 */
public final class WorkerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public WorkerUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
