package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;

/**
 * How alike two items are: the cosine of who has them, as bits, the same for all models. Bits are
 * kept for as many users as fit into 64 MB, spread evenly over all: below that number it is exact,
 * above it an estimate that takes two rare items for different ones too easily. Immutable.
 */
final class ItemLikeness {
  private static final long MOST_WORDS = (64L << 20) / Long.BYTES;

  private final int words;
  private final long[] bits;
  private final double[] norms;

  ItemLikeness(TrainingData data) {
    this(data, MOST_WORDS);
  }

  ItemLikeness(TrainingData data, long mostWords) {
    int items = data.items().size();
    long fitting = Math.max(1, mostWords / Math.max(1, items)) * Long.SIZE;
    int users = (int) Math.min(data.users(), fitting);
    words = (users + Long.SIZE - 1) / Long.SIZE;
    bits = new long[items * words];
    norms = new double[items];
    Rows rows = data.byUser();
    for (int slot = 0; slot < users; slot++) {
      int user = (int) ((long) slot * data.users() / users);
      for (int at = rows.start(user); at < rows.start(user + 1); at++) {
        bits[rows.column(at) * words + slot / Long.SIZE] |= 1L << slot;
        norms[rows.column(at)]++;
      }
    }
    for (int item = 0; item < items; item++) {
      norms[item] = Math.sqrt(norms[item]);
    }
  }

  double cosine(int item, int other) {
    int shared = 0;
    for (int word = 0; word < words; word++) {
      shared += Long.bitCount(bits[item * words + word] & bits[other * words + word]);
    }
    return shared == 0 ? 0 : shared / (norms[item] * norms[other]);
  }
}
