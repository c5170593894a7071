package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.evaluation.metrics.Column;
import io.hindsight.scoring.evaluation.metrics.Measured;
import io.hindsight.scoring.evaluation.metrics.Metric;
import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Sums measurements up, over all and by segment. */
final class Segments {
  static final String NEW_USERS = "new users";
  static final String TAIL_ITEMS = "tail items";

  private final double confidence;
  private final Map<String, String> labels;

  /**
   * @param labels of users by id, such as their marketplace
   */
  Segments(double confidence, Map<String, String> labels) {
    this.confidence = confidence;
    this.labels = labels;
  }

  Map<MetricAt, Estimate> overall(Measured measured) {
    boolean[] all = new boolean[measured.users().size()];
    Arrays.fill(all, true);
    return of(measured, all, false);
  }

  Map<String, Map<MetricAt, Estimate>> bySegment(Measured measured) {
    Map<String, Map<MetricAt, Estimate>> segments = new LinkedHashMap<>();
    int users = measured.users().size();
    int most = mostItemsOfNewUsers(measured);
    boolean[] chosen = new boolean[users];
    for (int user = 0; user < users; user++) {
      chosen[user] = measured.historySizes()[user] <= most;
    }
    segments.put(NEW_USERS, of(measured, chosen, false));
    Arrays.fill(chosen, true);
    segments.put(TAIL_ITEMS, of(measured, chosen, true));
    for (String label : new TreeSet<>(labels.values())) {
      for (int user = 0; user < users; user++) {
        chosen[user] = label.equals(labels.get(measured.users().get(user)));
      }
      segments.put(label, of(measured, chosen, false));
    }
    return segments;
  }

  /** The lower quartile of histories: no fixed number suits a shop and a film site. */
  static int mostItemsOfNewUsers(Measured measured) {
    int[] sizes = measured.historySizes().clone();
    Arrays.sort(sizes);
    return sizes.length == 0 ? 0 : sizes[(sizes.length - 1) / 4];
  }

  private Map<MetricAt, Estimate> of(Measured measured, boolean[] chosen, boolean tail) {
    Map<MetricAt, Estimate> metrics = new LinkedHashMap<>();
    for (Map.Entry<Column, double[]> column : measured.columns().entrySet()) {
      if (column.getKey().tail() == tail) {
        double[] values = column.getValue().clone();
        for (int user = 0; user < values.length; user++) {
          values[user] = chosen[user] ? values[user] : Double.NaN;
        }
        Metric metric = column.getKey().metric().metric();
        Estimate estimate = Estimate.of(values, confidence, metric.least(), metric.most());
        if (estimate.n() > 0) {
          metrics.put(column.getKey().metric(), estimate);
        }
      }
    }
    for (MetricAt metric : measured.ofAll()) {
      Estimate estimate = measured.together(metric, chosen, tail).estimate(confidence);
      estimate = estimate.within(metric.metric().least(), metric.metric().most());
      if (estimate.n() > 0) {
        metrics.put(metric, estimate);
      }
    }
    return metrics;
  }
}
