package io.hindsight.contracts.time;

/** Makes identifiers and seeds. Injected, so that a test can repeat a run. */
public interface Ids {

  /**
   * A new identifier, unique for all time, that sorts after the ones made before: friendlier to an
   * index.
   */
  String next();

  /** A new seed for a computation that draws. */
  long nextSeed();
}
