package io.hindsight.scoring.explore;

import io.hindsight.scoring.rerank.Candidates;

/**
 * A list that chance had a part in.
 *
 * @param propensities for each place the probability that this item came to stand there, given
 *     those before it: above 0, at most 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Explored(Candidates list, double[] propensities) {

  public Explored {
    if (list.size() != propensities.length) {
      throw new IllegalArgumentException(
          list.size() + " items, " + propensities.length + " propensities");
    }
  }
}
