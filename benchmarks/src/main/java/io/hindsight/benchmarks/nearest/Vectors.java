package io.hindsight.benchmarks.nearest;

import java.util.SplittableRandom;

/**
 * Vectors as a factorization leaves them: items in a few hundred groups around common tastes,
 * longer the more they are liked, and people between the groups they like.
 */
final class Vectors {
  static final int WIDTH = 64;
  private static final int GROUPS = 300;
  private static final double SPREAD = 0.6;

  private final float[] centres;

  Vectors() {
    SplittableRandom random = new SplittableRandom(42);
    centres = new float[GROUPS * WIDTH];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = (float) random.nextGaussian();
    }
  }

  /** {@code count × WIDTH}, row-major. */
  float[] items(int count) {
    SplittableRandom random = new SplittableRandom(43);
    float[] items = new float[count * WIDTH];
    for (int item = 0; item < count; item++) {
      int centre = random.nextInt(GROUPS) * WIDTH;
      double length = Math.exp(0.5 * random.nextGaussian()) / 8;
      for (int k = 0; k < WIDTH; k++) {
        items[item * WIDTH + k] =
            (float) (length * (centres[centre + k] + SPREAD * random.nextGaussian()));
      }
    }
    return items;
  }

  float[][] people(int count) {
    SplittableRandom random = new SplittableRandom(44);
    float[][] people = new float[count][WIDTH];
    for (float[] person : people) {
      for (int liked = 0; liked < 3; liked++) {
        int centre = random.nextInt(GROUPS) * WIDTH;
        for (int k = 0; k < WIDTH; k++) {
          person[k] += (float) ((centres[centre + k] + SPREAD * random.nextGaussian()) / 3);
        }
      }
    }
    return people;
  }
}
