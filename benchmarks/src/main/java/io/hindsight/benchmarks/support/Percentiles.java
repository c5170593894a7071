package io.hindsight.benchmarks.support;

import java.util.Arrays;

/** All samples, since they are few. For one thread. */
public final class Percentiles {
  private double[] samples = new double[1024];
  private int size;

  public void add(double sample) {
    if (size == samples.length) {
      samples = Arrays.copyOf(samples, size * 2);
    }
    samples[size++] = sample;
  }

  /** The smallest sample that this share of them does not exceed. */
  public double at(double share) {
    double[] sorted = Arrays.copyOf(samples, size);
    Arrays.sort(sorted);
    return sorted[Math.clamp((int) Math.ceil(share * size) - 1, 0, size - 1)];
  }
}
