package io.hindsight.query.support;

import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataOutput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A model of pairs that a test names: {@code "a b" -> 0.5}, or of one for everybody: {@code "a"}.
 */
public final class PairsModel implements ItemModel {
  private int timesScored;
  private final ItemIndex items;
  private final Map<Integer, Map<Integer, Float>> near = new TreeMap<>();
  private final Map<Integer, Float> everybody = new TreeMap<>();

  public PairsModel(Map<String, Float> pairs) {
    TreeSet<String> ids = new TreeSet<>();
    pairs.keySet().forEach(pair -> ids.addAll(List.of(pair.split(" "))));
    items = ItemIndex.of(ids);
    pairs.forEach(
        (pair, similarity) -> {
          String[] ends = pair.split(" ");
          if (ends.length == 1) {
            everybody.put(items.indexOf(pair), similarity);
            return;
          }
          link(items.indexOf(ends[0]), items.indexOf(ends[1]), similarity);
          link(items.indexOf(ends[1]), items.indexOf(ends[0]), similarity);
        });
  }

  private void link(int one, int other, float similarity) {
    near.computeIfAbsent(one, item -> new TreeMap<>()).put(other, similarity);
  }

  /** How often people were scored; for tests of one thread. */
  public int timesScored() {
    return timesScored;
  }

  @Override
  public ItemIndex items() {
    return items;
  }

  @Override
  public void score(History history, Scores into) {
    timesScored++;
    everybody.forEach(into::add);
    for (int i = 0; i < history.size(); i++) {
      float weight = history.weights()[i];
      near.getOrDefault(history.items()[i], Map.of())
          .forEach((item, similarity) -> into.add(item, weight * similarity));
    }
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    Breakdown parts = Breakdown.of(items.length, history.size());
    for (int i = 0; i < items.length; i++) {
      parts.everybody()[i] = everybody.getOrDefault(items[i], 0f);
      for (int h = 0; h < history.size(); h++) {
        parts.history()[i][h] = history.weights()[h] * similarity(history.items()[h], items[i]);
      }
    }
    return parts;
  }

  @Override
  public void similar(int item, Scores into) {
    near.getOrDefault(item, Map.of()).forEach(into::add);
  }

  @Override
  public float similarity(int item, int other) {
    return near.getOrDefault(item, Map.of()).getOrDefault(other, 0f);
  }

  @Override
  public void write(DataOutput out) {
    throw new UnsupportedOperationException();
  }
}
