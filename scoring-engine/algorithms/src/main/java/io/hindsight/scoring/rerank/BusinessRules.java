package io.hindsight.scoring.rerank;

import io.hindsight.scoring.model.History;
import io.hindsight.scoring.rerank.BusinessRule.Boost;
import io.hindsight.scoring.rerank.BusinessRule.Bury;
import io.hindsight.scoring.rerank.BusinessRule.Cap;
import io.hindsight.scoring.rerank.BusinessRule.Exclude;
import io.hindsight.scoring.rerank.BusinessRule.Pin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rules in the order of their force: exclusions first, then boosts, pins, caps, and what is buried
 * comes last. A pinned item that no model scored has a score of 0. A list may be shorter than asked
 * for, since a cap is kept rather than the length.
 */
public final class BusinessRules implements Reranker {
  private final List<BusinessRule> rules;
  private final TreeMap<Integer, Integer> pins = new TreeMap<>();

  /**
   * @throws IllegalArgumentException if two items are pinned to one place, or one to two
   */
  public BusinessRules(List<BusinessRule> rules) {
    this.rules = List.copyOf(rules);
    for (BusinessRule rule : rules) {
      if (rule instanceof Pin(int item, int place)) {
        if (pins.containsValue(item) || pins.put(place, item) != null) {
          throw new IllegalArgumentException(
              "item %d and place %d: one item a place, and one place an item"
                  .formatted(item, place));
        }
      }
    }
  }

  @Override
  public Candidates rerank(History history, Candidates candidates, int n) {
    Candidates boosted = boosted(candidates);
    Map<Integer, Float> scores = new HashMap<>();
    List<Integer> front = new ArrayList<>();
    List<Integer> back = new ArrayList<>();
    for (int i = 0; i < boosted.size(); i++) {
      int item = boosted.items()[i];
      scores.put(item, boosted.scores()[i]);
      if (!isExcluded(item) && !pins.containsValue(item)) {
        (isBuried(item) ? back : front).add(item);
      }
    }
    front.addAll(back);
    List<Integer> shown = shown(front, n);
    int[] items = new int[shown.size()];
    float[] own = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = shown.get(i);
      own[i] = scores.getOrDefault(items[i], 0f);
    }
    return new Candidates(items, own);
  }

  private Candidates boosted(Candidates candidates) {
    double[] merits = new double[candidates.size()];
    for (int i = 0; i < merits.length; i++) {
      merits[i] = candidates.scores()[i];
      for (BusinessRule rule : rules) {
        if (rule instanceof Boost boost && boost.items().test(candidates.items()[i])) {
          merits[i] *= boost.factor();
        }
      }
    }
    return candidates.sortedBy(merits);
  }

  private boolean isExcluded(int item) {
    return rules.stream()
        .anyMatch(rule -> rule instanceof Exclude exclude && exclude.items().test(item));
  }

  private boolean isBuried(int item) {
    return rules.stream().anyMatch(rule -> rule instanceof Bury bury && bury.items().test(item));
  }

  private List<Integer> shown(List<Integer> ranked, int n) {
    Caps caps = new Caps();
    Map<Integer, Integer> placed = new TreeMap<>();
    pins.forEach(
        (place, item) -> {
          if (place < n && !isExcluded(item) && caps.admits(item)) {
            placed.put(place, item);
          }
        });
    List<Integer> shown = new ArrayList<>();
    int next = 0;
    while (shown.size() < n) {
      Integer pinned = placed.remove(shown.size());
      if (pinned != null) {
        shown.add(pinned);
        continue;
      }
      while (next < ranked.size() && !caps.admits(ranked.get(next))) {
        next++;
      }
      if (next == ranked.size()) {
        // Pins further down move up rather than leave a hole.
        shown.addAll(placed.values());
        break;
      }
      shown.add(ranked.get(next++));
    }
    return shown;
  }

  /** How many of each group a list holds. */
  private final class Caps {
    private final List<Map<Integer, Integer>> counts = new ArrayList<>();

    /** Counts the item if every cap has room for it. */
    boolean admits(int item) {
      List<Cap> caps = new ArrayList<>();
      for (BusinessRule rule : rules) {
        if (rule instanceof Cap cap) {
          caps.add(cap);
        }
      }
      while (counts.size() < caps.size()) {
        counts.add(new HashMap<>());
      }
      for (int c = 0; c < caps.size(); c++) {
        int group = caps.get(c).groupOf().applyAsInt(item);
        if (group >= 0 && counts.get(c).getOrDefault(group, 0) >= caps.get(c).most()) {
          return false;
        }
      }
      for (int c = 0; c < caps.size(); c++) {
        counts.get(c).merge(caps.get(c).groupOf().applyAsInt(item), 1, Integer::sum);
      }
      return true;
    }
  }
}
