package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.metrics.Column;
import io.hindsight.scoring.evaluation.metrics.Lists;
import io.hindsight.scoring.evaluation.metrics.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes one measurement of several folds: a user counts once, with the mean of their folds. */
final class Folds {
  private Folds() {}

  static Measured together(List<Measured> folds) {
    if (folds.size() == 1) {
      return folds.getFirst();
    }
    Map<String, Integer> numbers = new TreeMap<>();
    folds.forEach(fold -> fold.users().forEach(user -> numbers.put(user, 0)));
    List<String> users = new ArrayList<>(numbers.keySet());
    for (int user = 0; user < users.size(); user++) {
      numbers.put(users.get(user), user);
    }
    int[] sizes = new int[users.size()];
    int[] counts = new int[users.size()];
    for (Measured fold : folds) {
      for (int i = 0; i < fold.users().size(); i++) {
        int user = numbers.getOrDefault(fold.users().get(i), 0);
        sizes[user] += fold.historySizes()[i];
        counts[user]++;
      }
    }
    Arrays.setAll(sizes, user -> sizes[user] / Math.max(1, counts[user]));
    Map<Column, double[]> columns = new LinkedHashMap<>();
    for (Column column : folds.getFirst().columns().keySet()) {
      columns.put(column, means(folds, column, numbers));
    }
    List<Lists> lists = new ArrayList<>();
    for (Measured fold : folds) {
      int[] own = fold.users().stream().mapToInt(id -> numbers.getOrDefault(id, 0)).toArray();
      fold.lists().forEach(one -> lists.add(one.renumbered(own)));
    }
    return new Measured(users, sizes, columns, lists, folds.getFirst().ofAll());
  }

  private static double[] means(List<Measured> folds, Column column, Map<String, Integer> numbers) {
    double[] sums = new double[numbers.size()];
    int[] counts = new int[sums.length];
    for (Measured fold : folds) {
      double[] values = fold.column(column);
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          int user = numbers.getOrDefault(fold.users().get(i), 0);
          sums[user] += values[i];
          counts[user]++;
        }
      }
    }
    Arrays.setAll(sums, user -> counts[user] == 0 ? Double.NaN : sums[user] / counts[user]);
    return sums;
  }
}
