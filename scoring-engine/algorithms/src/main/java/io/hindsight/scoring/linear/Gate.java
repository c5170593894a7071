package io.hindsight.scoring.linear;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides between plain loops and vectors, which give the same bits. Until C2 has compiled vectors
 * they are slower than plain loops by far, so only a job that is long enough to warm them up begins
 * with them. Once warm, they serve everybody.
 */
final class Gate {

  /**
   * Multiply-adds of a job with which vectors are as fast as plain loops, warming up included, and
   * after which they are warm.
   */
  private static final long ENOUGH = 3_000_000_000L;

  private final Kernels plain;
  private final Kernels vectors;
  private final AtomicLong done = new AtomicLong();
  private volatile boolean warm;

  private Gate(Kernels plain, Kernels vectors) {
    this.plain = plain;
    this.vectors = vectors;
  }

  /** One that never asks. */
  static Gate fixed(Kernels kernels) {
    return new Gate(kernels, kernels);
  }

  /**
   * As {@code -Dhindsight.vectors} says, {@code off} or, for tests, {@code on} at once; without it
   * wherever the module was asked for and C2 is there.
   */
  static Gate ofSetting() {
    String setting = System.getProperty("hindsight.vectors", "");
    if (setting.equals("off")
        || ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()
        || !(setting.equals("on") || compilesFully())) {
      return fixed(new PlainKernels());
    }
    Kernels vectors = new VectorKernels();
    return setting.equals("on") ? fixed(vectors) : new Gate(new PlainKernels(), vectors);
  }

  /** What the VM says of itself when it only interprets, or has C1 alone: no other words tell. */
  private static boolean compilesFully() {
    String mode = System.getProperty("java.vm.info", "");
    return System.getProperty("java.vm.name", "").contains("Server VM")
        && !mode.contains("interpreted")
        && !mode.contains("emulated-client");
  }

  /**
   * @param ahead about how many multiply-adds the whole job takes
   */
  Kernels kernels(long ahead) {
    return warm || ahead >= ENOUGH ? vectors : plain;
  }

  /** To be told of each piece of work, when it is done. */
  void did(Kernels by, long work) {
    if (!warm && by == vectors) {
      warm = done.addAndGet(work) >= ENOUGH;
    }
  }
}
