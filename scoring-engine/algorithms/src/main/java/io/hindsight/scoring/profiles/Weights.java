package io.hindsight.scoring.profiles;

import io.hindsight.scoring.knn.Weighting;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a row's weights become before rows are compared.
 *
 * @param rarity {@code ln(1 + people / people with the item)}
 * @param mean of the rows' sums
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Weights(Weighting weighting, float[] rarity, double mean) {
  private static final double K1 = 1.2;
  private static final double B = 0.75;

  static Weights of(Weighting weighting, int[] people, int all, Profiles profiles) {
    float[] rarity = new float[people.length];
    for (int item = 0; item < rarity.length; item++) {
      rarity[item] =
          people[item] == 0 ? 1 : (float) StrictMath.log(1 + (double) all / people[item]);
    }
    double sum = 0;
    for (int at = 0; at < profiles.entries(); at++) {
      sum += profiles.weight(at);
    }
    return new Weights(weighting, rarity, profiles.count() == 0 ? 1 : sum / profiles.count());
  }

  /**
   * @param total the sum of the row's weights
   */
  double of(int item, float weight, double total) {
    return switch (weighting) {
      case NONE -> weight;
      case TF_IDF -> (double) weight * rarity[item];
      case BM25 -> weight * (K1 + 1) / (weight + K1 * (1 - B + B * total / mean)) * rarity[item];
    };
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(weighting.ordinal());
    out.writeDouble(mean);
    for (float value : rarity) {
      out.writeFloat(value);
    }
  }

  static Weights read(DataInput in, int items) throws IOException {
    int weighting = in.readUnsignedByte();
    double mean = in.readDouble();
    if (weighting >= Weighting.values().length || !(mean > 0 && mean <= Double.MAX_VALUE)) {
      throw new IOException("weighting %d, a mean of %s".formatted(weighting, mean));
    }
    float[] rarity = new float[items];
    for (int item = 0; item < items; item++) {
      rarity[item] = in.readFloat();
      if (!(rarity[item] > 0 && rarity[item] <= Float.MAX_VALUE)) {
        throw new IOException("the rarity of item %d is %s".formatted(item, rarity[item]));
      }
    }
    return new Weights(Weighting.values()[weighting], rarity, mean);
  }
}
