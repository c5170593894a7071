package io.hindsight.benchmarks.training;

import io.hindsight.benchmarks.support.Machine;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What a processor can do: fused multiply-adds that never leave the registers. */
final class Limit {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int TRIES = 12;
  private static final int STEPS = 40_000_000;

  private Limit() {}

  /** Floating-point operations a second in single precision, the best of some tries. */
  static double flops() {
    double shortest = Double.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      double begun = Machine.cpuSeconds();
      if (Float.isNaN(chains(i == 0 ? STEPS / 100 : STEPS))) {
        throw new IllegalStateException("the sums are bounded");
      }
      shortest = i < 2 ? shortest : Math.min(shortest, Machine.cpuSeconds() - begun);
    }
    return 2.0 * CHAINS * SPECIES.length() * STEPS / shortest;
  }

  /** More chains than a multiplier's latency takes. */
  private static float chains(int steps) {
    FloatVector a = FloatVector.broadcast(SPECIES, 1);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    FloatVector i = a;
    FloatVector j = a;
    FloatVector k = a;
    FloatVector l = a;
    FloatVector by = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector more = FloatVector.broadcast(SPECIES, 0.001f);
    for (int step = 0; step < steps; step++) {
      a = a.fma(by, more);
      b = b.fma(by, more);
      c = c.fma(by, more);
      d = d.fma(by, more);
      e = e.fma(by, more);
      f = f.fma(by, more);
      g = g.fma(by, more);
      h = h.fma(by, more);
      i = i.fma(by, more);
      j = j.fma(by, more);
      k = k.fma(by, more);
      l = l.fma(by, more);
    }
    return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
  }
}
