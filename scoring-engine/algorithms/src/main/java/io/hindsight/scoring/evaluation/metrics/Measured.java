package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.evaluation.statistics.Jackknife;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of one model. Not copied: whoever hands it over leaves it alone.
 *
 * @param users their ids, rising
 * @param historySizes how many items of each were known
 * @param columns a number for each user; NaN where it makes no sense for that user
 * @param lists what was shown in each fold, by the number among {@code users}; none where sampled
 *     items were ranked
 * @param ofAll metrics of all lists together
 */
public record Measured(
    List<String> users,
    int[] historySizes,
    Map<Column, double[]> columns,
    List<Lists> lists,
    List<MetricAt> ofAll) {

  public Measured {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    lists = List.copyOf(lists);
    ofAll = List.copyOf(ofAll);
  }

  /** NaN for each user where it was not measured. */
  public double[] column(Column column) {
    double[] values = columns.get(column);
    if (values == null) {
      throw new IllegalArgumentException(column + " was not measured, only " + columns.keySet());
    }
    return values;
  }

  /** What differs between this and another run; nothing where every bit is the same. */
  public Optional<String> difference(Measured other) {
    if (!users.equals(other.users) || !Arrays.equals(historySizes, other.historySizes)) {
      return Optional.of("who was measured");
    }
    for (Column column : columns.keySet()) {
      if (!Arrays.equals(column(column), other.column(column))) {
        return Optional.of(column.metric().toString());
      }
    }
    for (int fold = 0; fold < lists.size(); fold++) {
      if (!lists.get(fold).sameAs(other.lists.get(fold))) {
        return Optional.of("what is listed");
      }
    }
    return Optional.empty();
  }

  /**
   * A metric of the lists of some users together, the mean over folds.
   *
   * @param metric one of {@code ofAll}
   * @param chosen by number of a user
   * @param tail whether the catalogue is the tail only
   */
  public Jackknife together(MetricAt metric, boolean[] chosen, boolean tail) {
    if (!ofAll.contains(metric)) {
      throw new IllegalArgumentException(metric + " was not measured, only " + ofAll);
    }
    List<Jackknife> folds = new ArrayList<>();
    lists.forEach(fold -> folds.add(fold.of(metric, chosen, tail)));
    return Jackknife.mean(folds);
  }
}
