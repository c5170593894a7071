package io.hindsight.api.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.queries.ViewAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operators look at. */
final class OperationsView {
  private OperationsView() {}

  /**
   * How good the data are that came in.
   *
   * @param rejected records that were not stored, by kind and code
   * @param unknownItem interactions whose item is not in the catalog by now
   * @param unknownUser interactions whose user has no profile by now
   * @param unknownItems examples of such items, most interactions first
   */
  record Quality(
      long accepted,
      long retracted,
      Map<String, Map<String, Long>> rejected,
      long unknownItem,
      long unknownUser,
      Map<String, Long> unknownItems) {
    static Quality of(ViewAnswer.Quality quality) {
      Map<String, Long> items = new LinkedHashMap<>();
      quality.unknownItems().forEach((item, count) -> items.put(item.value(), count));
      return new Quality(
          quality.accepted(),
          quality.retracted(),
          quality.rejected(),
          quality.unknownItem(),
          quality.unknownUser(),
          items);
    }
  }

  /**
   * Every view.
   *
   * @param head the end of the log
   */
  record Views(List<View> views, long head) {
    static Views of(ViewAnswer.Views views) {
      return new Views(views.views().stream().map(View::of).toList(), views.head().value());
    }
  }

  /**
   * One view.
   *
   * @param generation counts rebuilds, from 1
   * @param status live, rebuilding or stopped
   * @param lag events of the log not yet seen
   * @param problem why it stopped
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String name,
      int generation,
      String status,
      long position,
      long lag,
      @Nullable String problem) {
    private static View of(ViewAnswer.View view) {
      return new View(
          view.name(),
          view.generation(),
          view.status(),
          view.position().value(),
          view.lag(),
          view.problem());
    }
  }

  /**
   * A rebuild that was begun.
   *
   * @param generation the generation to come
   */
  record Rebuild(String view, int generation, long position) {}
}
