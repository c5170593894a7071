package io.hindsight.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.api.audit.AccountView.Did;
import io.hindsight.contracts.queries.AuditAnswer.Counterfactuals;
import io.hindsight.contracts.queries.AuditAnswer.Without;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an item would have stood without one interaction.
 *
 * @param rank where it stands by score, before any re-ranking
 * @param without the interactions, those first that move the item most
 * @param complete false where there was no time for all of them, or they are more than 100
 */
record CounterfactualsView(
    String recommendationId,
    String itemId,
    int rank,
    float score,
    List<World> without,
    boolean complete,
    CostView cost) {

  /**
   * The world without one interaction.
   *
   * @param rank null where the item is not among the first 500 any more
   */
  @JsonInclude
  record World(Did interaction, @Nullable Integer rank, @Nullable Float score, String text) {
    private static World of(Without without, int rank) {
      return new World(
          Did.of(without.deed()),
          without.rank(),
          without.score(),
          "without this %s: rank %d → %s"
              .formatted(
                  without.deed().type().wireName().replace('_', ' '),
                  rank,
                  without.rank() == null ? "beyond 500" : without.rank().toString()));
    }
  }

  static CounterfactualsView of(Counterfactuals found) {
    return new CounterfactualsView(
        found.recommendationId().value(),
        found.itemId().value(),
        found.rank(),
        found.score(),
        found.without().stream().map(world -> World.of(world, found.rank())).toList(),
        found.complete(),
        CostView.of(found.cost()));
  }
}
