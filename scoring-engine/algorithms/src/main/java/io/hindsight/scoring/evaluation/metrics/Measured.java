package io.hindsight.scoring.evaluation.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured of one model. Not copied: whoever hands it over leaves it alone.
 *
 * @param users their ids, rising
 * @param historySizes how many items of each were known
 * @param columns a number for each user; NaN where it makes no sense for that user
 * @param totals metrics of all lists together
 */
public record Measured(
    List<String> users,
    int[] historySizes,
    Map<Column, double[]> columns,
    Map<MetricAt, Double> totals) {

  public Measured {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
  }

  /** NaN for each user where it was not measured. */
  public double[] column(Column column) {
    double[] values = columns.get(column);
    if (values == null) {
      throw new IllegalArgumentException(column + " was not measured, only " + columns.keySet());
    }
    return values;
  }
}
