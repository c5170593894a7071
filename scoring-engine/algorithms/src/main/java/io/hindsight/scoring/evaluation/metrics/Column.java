package io.hindsight.scoring.evaluation.metrics;

/**
 * A measurement of every user.
 *
 * @param tail whether only test items of the tail are wanted
 */
public record Column(boolean tail, MetricAt metric) {}
