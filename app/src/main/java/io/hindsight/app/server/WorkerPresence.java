package io.hindsight.app.server;

/** The worker, as a node beside it sees it. */
@FunctionalInterface
interface WorkerPresence {

  /** Whether it could not be reached when last asked, or does nothing. Does not wait. */
  boolean isAway();
}
