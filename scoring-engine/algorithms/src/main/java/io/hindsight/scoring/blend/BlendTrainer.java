package io.hindsight.scoring.blend;

import io.hindsight.scoring.data.TrainingData;
import java.util.ArrayList;
import java.util.List;

/** Trains {@link BlendModel}s: the same bytes on any number of threads, if the parts' are. */
public final class BlendTrainer {
  private final BlendConfig config;

  public BlendTrainer(BlendConfig config) {
    this.config = config;
  }

  /** Trains the parts one after the other, each with all threads and the same seed. */
  public BlendModel train(TrainingData data, long seed, int threads) {
    List<BlendModel.Part> parts = new ArrayList<>();
    for (BlendConfig.Part part : config.parts()) {
      parts.add(
          new BlendModel.Part(
              part.name(), part.weight(), part.trainer().train(data, seed, threads)));
    }
    return new BlendModel(parts, config.fusion());
  }
}
