package io.hindsight.scoring.rerank;

import io.hindsight.scoring.model.History;
import java.util.List;

/**
 * Several goals at once: relevance, and whatever else items are worth, such as their margin, how
 * new they are, or how little known. Each goal is brought to 0 to 1 among the candidates, and the
 * weighted sum ranks.
 */
public final class Objectives implements Reranker {
  private final double relevance;
  private final List<Goal> goals;

  /**
   * Something that items are worth beside relevance.
   *
   * @param weight against the others', finite; below 0 for what is to be avoided
   * @param worth of each item, finite
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Goal(String name, double weight, double[] worth) {
    public Goal {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException("the weight of %s is %s".formatted(name, weight));
      }
      for (int item = 0; item < worth.length; item++) {
        if (!Double.isFinite(worth[item])) {
          throw new IllegalArgumentException(
              "the %s of item %d is %s".formatted(name, item, worth[item]));
        }
      }
    }
  }

  /**
   * @param relevance its weight, not negative
   */
  public Objectives(double relevance, List<Goal> goals) {
    if (!(relevance >= 0 && relevance <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("the weight of relevance is " + relevance);
    }
    this.relevance = relevance;
    this.goals = List.copyOf(goals);
  }

  @Override
  public Candidates rerank(History history, Candidates candidates, int n) {
    double[] merits = merits(candidates);
    double least = Math.min(0, relevance);
    for (Goal goal : goals) {
      least += Math.min(0, goal.weight());
    }
    // A score is not negative: what is to be avoided takes away from what all have.
    for (int i = 0; i < merits.length; i++) {
      merits[i] = Math.max(0, merits[i] - least);
    }
    return candidates.sortedBy(merits).first(n);
  }

  /** The weighted sum for each candidate. */
  double[] merits(Candidates candidates) {
    double[] merits = new double[candidates.size()];
    double[] column = new double[merits.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = candidates.scores()[i];
    }
    addScaled(column, relevance, merits);
    for (Goal goal : goals) {
      for (int i = 0; i < column.length; i++) {
        column[i] = goal.worth()[candidates.items()[i]];
      }
      addScaled(column, goal.weight(), merits);
    }
    return merits;
  }

  private static void addScaled(double[] column, double weight, double[] merits) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : column) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    for (int i = 0; i < column.length; i++) {
      merits[i] += high > low ? weight * ((column[i] - low) / (high - low)) : 0;
    }
  }
}
