package io.hindsight.scoring.evaluation.metrics;

/**
 * A metric of lists of one length.
 *
 * @param k the length; 0 for a metric that looks at all items
 */
public record MetricAt(Metric metric, int k) {

  /** As in {@code ndcg@10}. */
  @Override
  public String toString() {
    return k == 0 ? metric.label() : metric.label() + "@" + k;
  }
}
