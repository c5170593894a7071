package io.hindsight.scoring.evaluation.search;

import io.hindsight.scoring.evaluation.protocol.Protocol;
import java.util.List;

/**
 * What a search found.
 *
 * @param space as it was given
 * @param validation how the validation part was made
 * @param k the length of lists whose NDCG decided
 * @param last the last rung's trials, best first
 * @param candidates how many were drawn
 * @param trials how many trainings that took on all rungs
 * @param known how many of them an earlier run had made
 */
public record SearchOutcome(
    String space,
    Protocol validation,
    int k,
    List<Trial> last,
    int candidates,
    int trials,
    int known) {
  public SearchOutcome {
    last = List.copyOf(last);
  }

  public Trial best() {
    return last.getFirst();
  }
}
