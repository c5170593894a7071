package io.hindsight.scoring.blend;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import java.util.List;

/**
 * @param parts 1 to {@value #MOST}, each name once
 */
public record BlendConfig(List<Part> parts, Fusion fusion) {
  public static final int MOST = 8;

  /** What trains a part. */
  @FunctionalInterface
  public interface PartTrainer {
    ItemModel train(TrainingData data, long seed, int threads);
  }

  /**
   * One part.
   *
   * @param name of the algorithm that reads its model
   * @param weight above 0, at most 1e6
   */
  public record Part(String name, float weight, PartTrainer trainer) {
    public Part {
      BlendModel.requireWeight(name, weight);
    }
  }

  public BlendConfig {
    parts = List.copyOf(parts);
    List<String> names = parts.stream().map(Part::name).toList();
    if (names.isEmpty()
        || names.size() > MOST
        || names.stream().distinct().count() < parts.size()) {
      throw new IllegalArgumentException(
          "of must name up to %d algorithms, each once, was %s".formatted(MOST, names));
    }
  }
}
