package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The formulas, word for word and without haste. */
final class SlowMetrics {
  private final TrainingData data;
  private final Scores scores;
  private final Set<Integer> scored = new HashSet<>();
  private final Set<Integer> history = new HashSet<>();
  private final List<Integer> ranked = new ArrayList<>();

  SlowMetrics(TrainingData data, ItemModel model, History known) {
    this.data = data;
    scores = new Scores(data.items().size());
    model.score(known, scores);
    for (int item : known.items()) {
      history.add(item);
    }
    for (int i = 0; i < scores.size(); i++) {
      scored.add(scores.item(i));
      if (!history.contains(scores.item(i))) {
        ranked.add(scores.item(i));
      }
    }
    ranked.sort(
        Comparator.comparing((Integer item) -> -scores.get(item))
            .thenComparing(item -> data.items().id(item)));
  }

  List<Integer> list(int k) {
    return ranked.subList(0, Math.min(k, ranked.size()));
  }

  double ndcg(int k, List<Integer> wanted) {
    double gain = 0;
    double ideal = 0;
    for (int i = 0; i < k; i++) {
      double worth = Math.log(2) / Math.log(i + 2);
      ideal += i < wanted.size() ? worth : 0;
      gain += i < ranked.size() && wanted.contains(ranked.get(i)) ? worth : 0;
    }
    return gain / ideal;
  }

  double map(int k, List<Integer> wanted) {
    double sum = 0;
    for (int i = 0; i < list(k).size(); i++) {
      if (wanted.contains(ranked.get(i))) {
        sum += (double) hits(i + 1, wanted) / (i + 1);
      }
    }
    return sum / Math.min(k, wanted.size());
  }

  long hits(int k, List<Integer> wanted) {
    return list(k).stream().filter(wanted::contains).count();
  }

  double auc(List<Integer> wanted) {
    List<Integer> others =
        IntStream.range(0, data.items().size())
            .boxed()
            .filter(item -> !history.contains(item) && !wanted.contains(item))
            .toList();
    double right = 0;
    for (int item : wanted) {
      for (int other : others) {
        int order = Double.compare(value(item), value(other));
        right += order > 0 ? 1 : order == 0 ? 0.5 : 0;
      }
    }
    return others.isEmpty() ? Double.NaN : right / wanted.size() / others.size();
  }

  private double value(int item) {
    return item < 0 || !scored.contains(item) ? Double.NEGATIVE_INFINITY : scores.get(item) + 0f;
  }

  double diversity(int k) {
    List<Integer> list = list(k);
    double sum = 0;
    int pairs = 0;
    for (int one : list) {
      for (int other : list) {
        if (one < other) {
          Set<Integer> shared = users(one);
          shared.retainAll(users(other));
          sum += 1 - shared.size() / Math.sqrt((double) users(one).size() * users(other).size());
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  private Set<Integer> users(int item) {
    Set<Integer> users = new HashSet<>();
    for (int at = data.byItem().start(item); at < data.byItem().start(item + 1); at++) {
      users.add(data.byItem().column(at));
    }
    return users;
  }
}
