package io.hindsight.scoring.blend;

import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Several models as one. Immutable and safe for use by many threads. */
public final class BlendModel implements ItemModel {
  private static final double RANK_CONSTANT = 60;

  private final List<Part> parts;
  private final Fusion fusion;

  /**
   * One model of a blend.
   *
   * @param name of the algorithm that reads it
   */
  public record Part(String name, float weight, ItemModel model) {
    public Part {
      requireWeight(name, weight);
    }
  }

  static void requireWeight(String name, float weight) {
    if (!(weight > 0 && weight <= 1e6)) {
      throw new IllegalArgumentException(
          "the weight of %s must be above 0 and at most 1e6, was %s".formatted(name, weight));
    }
  }

  /** Reads a part by the name of its algorithm. */
  @FunctionalInterface
  public interface PartReader {
    ItemModel read(String name, DataInput in) throws IOException;
  }

  /**
   * @param parts at least one, all of the same items
   */
  public BlendModel(List<Part> parts, Fusion fusion) {
    this.parts = List.copyOf(parts);
    this.fusion = fusion;
    ItemIndex items = parts.getFirst().model().items();
    for (Part part : parts) {
      ItemIndex other = part.model().items();
      boolean same = other.size() == items.size();
      for (int i = 0; same && i < items.size(); i++) {
        same = other.id(i).equals(items.id(i));
      }
      if (!same) {
        throw new IllegalArgumentException(part.name() + " was trained on other items");
      }
    }
  }

  @Override
  public ItemIndex items() {
    return parts.getFirst().model().items();
  }

  @Override
  public void score(History history, Scores into) {
    history.requireAmong(items());
    int items = items().size();
    Scores own = new Scores(items);
    for (Part part : parts) {
      own.clear();
      part.model().score(history, own);
      switch (fusion) {
        case SCORES -> addScores(own, part.weight() / spread(own, items), into);
        case RANKS -> addRanks(own, part.weight(), into);
      }
    }
  }

  /** The root of the mean square; 1 where all are 0. */
  private static double spread(Scores scores, int items) {
    double squares = 0;
    for (int item = 0; item < items; item++) {
      squares += (double) scores.get(item) * scores.get(item);
    }
    return squares > 0 ? Math.sqrt(squares / items) : 1;
  }

  private static void addScores(Scores own, double scale, Scores into) {
    for (int i = 0; i < own.size(); i++) {
      into.add(own.item(i), (float) (own.get(own.item(i)) * scale));
    }
  }

  private static void addRanks(Scores own, float weight, Scores into) {
    int[] ranked = own.best(own.size(), History.EMPTY);
    for (int rank = 0; rank < ranked.length; rank++) {
      into.add(ranked[rank], (float) (weight / (RANK_CONSTANT + rank + 1)));
    }
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    history.requireAmong(items());
    Breakdown all = Breakdown.of(items.length, history.size());
    Scores own = new Scores(items().size());
    for (Part part : parts) {
      own.clear();
      part.model().score(history, own);
      double scale = part.weight() / spread(own, items().size());
      Scores ranked = new Scores(items().size());
      if (fusion == Fusion.RANKS) {
        addRanks(own, part.weight(), ranked);
      }
      Breakdown made = part.model().breakDown(history, items);
      for (int i = 0; i < items.length; i++) {
        double times =
            switch (fusion) {
              case SCORES -> scale;
              case RANKS -> perPoint(ranked.get(items[i]), own.get(items[i]));
            };
        all.everybody()[i] += (float) (made.everybody()[i] * times);
        for (int h = 0; h < history.size(); h++) {
          all.history()[i][h] += (float) (made.history()[i][h] * times);
        }
      }
    }
    return all;
  }

  /** A rank has no parts of its own: what it is worth goes to those of the score. */
  private static double perPoint(float worth, float score) {
    return worth > 0 ? (double) worth / score : 0;
  }

  @Override
  public void similar(int item, Scores into) {
    int items = items().size();
    List<Scores> each = new ArrayList<>();
    for (Part part : parts) {
      Scores own = new Scores(items);
      part.model().similar(item, own);
      each.add(own);
    }
    for (int other = 0; other < items; other++) {
      double sum = 0;
      for (int p = 0; p < parts.size(); p++) {
        sum += (double) parts.get(p).weight() * each.get(p).get(other);
      }
      if ((float) (sum / weights()) > 0) {
        into.add(other, (float) (sum / weights()));
      }
    }
  }

  @Override
  public float similarity(int item, int other) {
    double sum = 0;
    for (Part part : parts) {
      sum += (double) part.weight() * part.model().similarity(item, other);
    }
    return (float) (sum / weights());
  }

  private double weights() {
    double sum = 0;
    for (Part part : parts) {
      sum += part.weight();
    }
    return sum;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(fusion.ordinal());
    out.writeByte(parts.size());
    for (Part part : parts) {
      out.writeUTF(part.name());
      out.writeFloat(part.weight());
      part.model().write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static BlendModel read(DataInput in, PartReader reader) throws IOException {
    int fusion = in.readUnsignedByte();
    int count = in.readUnsignedByte();
    if (fusion >= Fusion.values().length || count == 0) {
      throw new IOException("fusion %d of %d parts".formatted(fusion, count));
    }
    List<Part> parts = new ArrayList<>();
    try {
      for (int p = 0; p < count; p++) {
        String name = in.readUTF();
        float weight = in.readFloat();
        parts.add(new Part(name, weight, reader.read(name, in)));
      }
      return new BlendModel(parts, Fusion.values()[fusion]);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
