package io.hindsight.scoring.evaluation.report;

/** Is told how far an evaluation has come. */
public interface Watcher {
  Watcher NONE = (what, total) -> steps -> {};

  /** Something begins that takes so many steps. */
  Step begin(String what, long total);

  /** Something that takes a while. Called from several threads. */
  @FunctionalInterface
  interface Step extends AutoCloseable {
    void advance(int steps);

    @Override
    default void close() {}
  }
}
