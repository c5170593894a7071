package io.hindsight.scoring.rerank;

import io.hindsight.scoring.model.History;

/**
 * Holds back what everybody has: {@code score / (people + 1)^exponent}, as in the weights of H.
 * Steck, "Item popularity and recommendation accuracy", RecSys 2011.
 */
public final class PopularityDiscount implements Reranker {
  private final double[] factors;

  /**
   * @param people who have each item
   * @param exponent 0 changes nothing, 1 divides by the number of people
   */
  public PopularityDiscount(long[] people, double exponent) {
    if (!(exponent >= 0 && exponent <= 4)) {
      throw new IllegalArgumentException("exponent must be in 0..4, was " + exponent);
    }
    factors = new double[people.length];
    for (int item = 0; item < factors.length; item++) {
      if (people[item] < 0) {
        throw new IllegalArgumentException(people[item] + " people have item " + item);
      }
      factors[item] = StrictMath.pow(people[item] + 1.0, -exponent);
    }
  }

  @Override
  public Candidates rerank(History history, Candidates candidates, int n) {
    double[] merits = new double[candidates.size()];
    for (int i = 0; i < merits.length; i++) {
      merits[i] = candidates.scores()[i] * factors[candidates.items()[i]];
    }
    return candidates.sortedBy(merits).first(n);
  }
}
