package io.hindsight.scoring.knn;

/** Whose neighbourhood decides whether one item says something about another. */
public enum NeighboursOf {
  /** That of what the person has: each item of the history brings its neighbours along. */
  HISTORY,
  /**
   * That of what is scored: each candidate has as many neighbours to speak for it as any other,
   * where what is popular is otherwise brought along by more items than it can bring along.
   */
  CANDIDATE
}
