package io.hindsight.scoring.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one entry of a history added to a score.
 *
 * @param item the entry, in the model's numbers
 * @param amount in units of the score
 * @param share of all that spoke for the item, 0 to 1: what spoke against it is not named
 */
public record Contribution(int item, float amount, double share) {
  private static final Comparator<Contribution> LARGEST_FIRST =
      Comparator.comparingDouble((Contribution part) -> -part.amount())
          .thenComparingInt(Contribution::item);

  /**
   * The largest few of the positive amounts, ties by item.
   *
   * @param explained the item that these spoke for, which is no reason for itself
   * @param amounts what each entry of the history added
   */
  public static List<Contribution> largest(
      History history, int explained, float[] amounts, int limit) {
    double positive = 0;
    List<Contribution> best = new ArrayList<>();
    for (int h = 0; h < history.size(); h++) {
      if (amounts[h] > 0 && history.items()[h] != explained) {
        positive += amounts[h];
        best.add(new Contribution(history.items()[h], amounts[h], 0));
      }
    }
    best.sort(LARGEST_FIRST);
    List<Contribution> named = new ArrayList<>(best.subList(0, Math.min(limit, best.size())));
    double total = positive;
    named.replaceAll(p -> new Contribution(p.item(), p.amount(), p.amount() / total));
    return named;
  }
}
