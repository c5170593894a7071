package io.hindsight.query.lists;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.queries.AuditAnswer.Moved;
import io.hindsight.contracts.queries.AuditAnswer.Step;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.runtime.serving.ItemState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How an earlier list turned into a later one: what it was made of is exchanged, one {@link Cause}
 * after the other, and the list is computed after each. A rank that changes then is put down to
 * that cause; where two causes need each other, the later one gets it.
 */
public final class ListChange {

  /**
   * A list, and what it was made of.
   *
   * @param now by which availability was judged
   */
  public record Made(ListInputs inputs, ListRequest request, long seed, Instant now) {
    Made with(ListInputs other) {
      return new Made(other, request, seed, now);
    }
  }

  private final CatalogState catalog;
  private final List<Cause> causes = new ArrayList<>();
  private final List<ServedItems> lists = new ArrayList<>();
  private final List<Map<ItemId, Integer>> ranks = new ArrayList<>();

  /**
   * @param later made of the same position of the catalog or a later one, for the same person
   */
  public ListChange(Made earlier, Made later) {
    catalog = later.inputs.catalog();
    ListComputer computer = new ListComputer();
    Made made = earlier;
    compute(computer, made);
    for (Cause cause : Cause.values()) {
      if (!cause.isSame(made, later)) {
        made = cause.exchange(made, later);
        causes.add(cause);
        compute(computer, made);
      }
    }
  }

  private void compute(ListComputer computer, Made made) {
    ServedItems items =
        computer
            .compute(made.inputs, made.request, made.seed, made.now)
            .served(made.inputs.catalog());
    Map<ItemId, Integer> ranked = new HashMap<>();
    for (int i = 0; i < items.ids().size(); i++) {
      ranked.put(items.ids().get(i), i + 1);
    }
    lists.add(items);
    ranks.add(ranked);
  }

  /** As computed, which must be as it was served. */
  public ServedItems earlier() {
    return lists.getFirst();
  }

  /** Likewise. */
  public ServedItems later() {
    return lists.getLast();
  }

  /** What changed ranks, and how many. */
  public Map<String, Integer> causes() {
    Map<String, Integer> moved = new LinkedHashMap<>();
    for (int i = 0; i < causes.size(); i++) {
      Map<ItemId, Integer> before = ranks.get(i);
      Map<ItemId, Integer> after = ranks.get(i + 1);
      Set<ItemId> items = new LinkedHashSet<>(before.keySet());
      items.addAll(after.keySet());
      items.removeIf(item -> Objects.equals(before.get(item), after.get(item)));
      if (!items.isEmpty()) {
        moved.put(causes.get(i).wireName(), items.size());
      }
    }
    return moved;
  }

  /** The later list's items by rank, then those that only the earlier one had. */
  public List<Moved> items() {
    Set<ItemId> items = new LinkedHashSet<>(later().ids());
    items.addAll(earlier().ids());
    return items.stream().map(this::moved).toList();
  }

  private Moved moved(ItemId item) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < causes.size(); i++) {
      Integer from = ranks.get(i).get(item);
      Integer to = ranks.get(i + 1).get(item);
      if (!Objects.equals(from, to)) {
        steps.add(new Step(causes.get(i).wireName(), from, to));
      }
    }
    ItemState state = catalog.item(catalog.indexOf(item));
    return new Moved(
        item,
        state == null ? null : state.details().title(),
        ranks.getFirst().get(item),
        ranks.getLast().get(item),
        steps);
  }
}
