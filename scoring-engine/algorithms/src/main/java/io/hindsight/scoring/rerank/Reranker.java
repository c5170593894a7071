package io.hindsight.scoring.rerank;

import io.hindsight.scoring.model.History;

/** Makes the list that is shown of a longer one. Pure: the same input gives the same list. */
@FunctionalInterface
public interface Reranker {

  /**
   * @param history whose list it is, in the numbers of the candidates
   * @param candidates best first
   * @param n how many to show
   */
  Candidates rerank(History history, Candidates candidates, int n);
}
