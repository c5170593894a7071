package io.hindsight.scoring.evaluation.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is tried on how much.
 *
 * @param halving whether candidates begin with a part of the users, or all with all of them
 * @param trials how many candidates are drawn
 */
public record SearchPlan(boolean halving, int trials) {
  private static final int ETA = 3;
  private static final int MOST_RUNGS = 4;

  public SearchPlan {
    if (trials < 1 || trials > 10_000) {
      throw new IllegalArgumentException("trials must be in 1..10000, were " + trials);
    }
  }

  /** A step of a search: so many candidates on such a share of the training users. */
  record Rung(int candidates, double share) {}

  List<Rung> rungs() {
    int count = 1;
    for (int left = trials; halving && left >= ETA && count < MOST_RUNGS; left /= ETA) {
      count++;
    }
    List<Rung> rungs = new ArrayList<>();
    int candidates = trials;
    for (int rung = 0; rung < count; rung++) {
      double share = 1;
      for (int above = rung + 1; above < count; above++) {
        share /= ETA;
      }
      rungs.add(new Rung(candidates, share));
      candidates = Math.max(1, candidates / ETA);
    }
    return rungs;
  }

  int steps() {
    return rungs().stream().mapToInt(Rung::candidates).sum();
  }
}
