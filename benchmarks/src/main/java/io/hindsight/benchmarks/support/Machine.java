package io.hindsight.benchmarks.support;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;

/** What the machine is doing. */
public final class Machine {
  private Machine() {}

  /** Seconds that this process spent on processors: what a busy machine cannot stretch much. */
  public static double cpuSeconds() {
    return cpuSeconds(ProcessHandle.current());
  }

  static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** Load average over a minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** The most bytes that were in use in each part of the heap, added up: no less than at once. */
  public static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
