package io.hindsight.query.support;

import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A model of pairs that a test names: {@code "a b" -> 0.5}. */
public final class PairsModel implements ItemModel {
  private int timesScored;
  private final ItemIndex items;
  private final Map<Integer, Map<Integer, Float>> near = new TreeMap<>();

  public PairsModel(Map<String, Float> pairs) {
    TreeSet<String> ids = new TreeSet<>();
    pairs.keySet().forEach(pair -> ids.addAll(List.of(pair.split(" "))));
    items = ItemIndex.of(ids);
    pairs.forEach(
        (pair, similarity) -> {
          String[] ends = pair.split(" ");
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
    for (int i = 0; i < history.size(); i++) {
      float weight = history.weights()[i];
      near.getOrDefault(history.items()[i], Map.of())
          .forEach((item, similarity) -> into.add(item, weight * similarity));
    }
  }

  @Override
  public List<List<Contribution>> explain(History history, int[] items, int limit) {
    return IntStream.of(items).mapToObj(item -> explain(history, item, limit)).toList();
  }

  private List<Contribution> explain(History history, int item, int limit) {
    List<Contribution> parts = new ArrayList<>();
    float sum = 0;
    for (int i = 0; i < history.size(); i++) {
      float amount = history.weights()[i] * similarity(history.items()[i], item);
      sum += amount;
      if (amount > 0) {
        parts.add(new Contribution(history.items()[i], amount, 0));
      }
    }
    float whole = sum;
    return parts.stream()
        .sorted(Comparator.comparing(Contribution::amount).reversed())
        .limit(limit)
        .map(part -> new Contribution(part.item(), part.amount(), part.amount() / whole))
        .toList();
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
