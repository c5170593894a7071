package io.hindsight.scoring.explore;

import io.hindsight.scoring.rerank.Candidates;
import java.util.SplittableRandom;

/** Fills a list place by place, each by chances over what is left. */
final class Draw {
  private Draw() {}

  /** The chances of what is left. */
  @FunctionalInterface
  interface Chances {
    /**
     * @param left places among the candidates, rising; those beyond {@code count} are of no account
     * @param into receives as many chances, which add up to 1
     */
    void of(int[] left, int count, double[] into);
  }

  static Explored of(Candidates candidates, int n, SplittableRandom random, Chances chances) {
    int count = candidates.size();
    int places = Math.min(n, count);
    int[] left = new int[count];
    for (int i = 0; i < count; i++) {
      left[i] = i;
    }
    int[] shown = new int[places];
    double[] propensities = new double[places];
    double[] likely = new double[count];
    for (int place = 0; place < places; place++) {
      chances.of(left, count, likely);
      int drawn = drawn(likely, count, random.nextDouble());
      shown[place] = left[drawn];
      propensities[place] = likely[drawn];
      System.arraycopy(left, drawn + 1, left, drawn, count - drawn - 1);
      count--;
    }
    return new Explored(candidates.at(shown), propensities);
  }

  /** Never one without a chance, whatever the sum rounds to. */
  private static int drawn(double[] chances, int count, double even) {
    double below = 0;
    int last = 0;
    for (int i = 0; i < count; i++) {
      if (chances[i] > 0) {
        last = i;
        below += chances[i];
        if (even < below) {
          return i;
        }
      }
    }
    return last;
  }
}
