package io.hindsight.benchmarks.support;

import java.lang.management.ManagementFactory;

/** What else the machine is doing. */
final class Machine {
  private Machine() {}

  /** Load average over a minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
