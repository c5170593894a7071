package io.hindsight.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.AuditAnswer.Difference;
import io.hindsight.contracts.queries.AuditAnswer.Moved;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the earlier of two lists turned into the later one.
 *
 * @param causes what differed: catalog, activity, history, model, rules, request; and how many
 *     items' ranks each changed
 * @param items the later list's by rank, then those that only the earlier one had
 */
record DifferenceView(
    String earlier, String later, Map<String, Integer> causes, List<Change> items, CostView cost) {

  /**
   * An item of either list.
   *
   * @param before its rank in the earlier list; null where it is not in it
   * @param after likewise in the later one
   * @param steps what changed the rank, in this order
   */
  @JsonInclude
  record Change(
      String itemId,
      @Nullable String title,
      @Nullable Integer before,
      @Nullable Integer after,
      List<Step> steps) {
    private static Change of(Moved moved) {
      return new Change(
          moved.itemId().value(),
          moved.title(),
          moved.before(),
          moved.after(),
          moved.steps().stream().map(Step::of).toList());
    }
  }

  /** A cause, and the rank before and after it. */
  @JsonInclude
  record Step(String cause, @Nullable Integer from, @Nullable Integer to) {
    private static Step of(AuditAnswer.Step step) {
      return new Step(step.cause(), step.from(), step.to());
    }
  }

  static DifferenceView of(Difference difference) {
    return new DifferenceView(
        difference.earlier().value(),
        difference.later().value(),
        difference.causes(),
        difference.items().stream().map(Change::of).toList(),
        CostView.of(difference.cost()));
  }
}
