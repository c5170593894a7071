package io.hindsight.query.support;

import io.hindsight.contracts.time.Ids;

/** Ids as long as the real ones, and seeds, that repeat from run to run. */
public final class CountingIds implements Ids {
  private long ids;
  private long seeds;

  @Override
  public synchronized String next() {
    return String.format("0199%032d", ++ids);
  }

  @Override
  public synchronized long nextSeed() {
    return ++seeds * 0x9E3779B97F4A7C15L;
  }
}
