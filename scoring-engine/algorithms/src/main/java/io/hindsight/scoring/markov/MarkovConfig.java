package io.hindsight.scoring.markov;

/**
 * @param neighbours successors that an item keeps, 1 to 10,000
 * @param window how many of the items that follow count, 1 to 100
 * @param shrinkage weight of what was not observed after an item, 0 or more
 * @param gap minutes without an interaction that end a session; 0 for never
 * @param last newest entries of a history that count, 1 to 1,000
 * @param memory how much an entry counts against the one after it, 0 to 1
 */
public record MarkovConfig(
    int neighbours, int window, double shrinkage, double gap, int last, double memory) {
  public static final MarkovConfig DEFAULT = new MarkovConfig(200, 5, 1, 0, 20, 0.8);

  public MarkovConfig {
    if (neighbours < 1 || neighbours > 10_000) {
      throw new IllegalArgumentException("neighbours must be in 1..10000, was " + neighbours);
    }
    if (window < 1 || window > 100) {
      throw new IllegalArgumentException("window must be in 1..100, was " + window);
    }
    if (!(shrinkage >= 0 && shrinkage <= 1e9)) {
      throw new IllegalArgumentException("shrinkage must be in 0..1e9, was " + shrinkage);
    }
    if (!(gap >= 0 && gap <= 1e9)) {
      throw new IllegalArgumentException("gap must be in 0..1e9 minutes, was " + gap);
    }
    if (last < 1 || last > 1_000) {
      throw new IllegalArgumentException("last must be in 1..1000, was " + last);
    }
    if (!(memory >= 0 && memory <= 1)) {
      throw new IllegalArgumentException("memory must be in 0 to 1, was " + memory);
    }
  }

  long gapMillis() {
    return Math.round(gap * 60_000);
  }
}
