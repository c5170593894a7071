package io.hindsight.scoring.knn;

import io.hindsight.scoring.data.TrainingData;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** Trains {@link ItemKnnModel}s: the same bytes on any number of threads. */
public final class ItemKnnTrainer {
  private final ItemKnnConfig config;

  public ItemKnnTrainer(ItemKnnConfig config) {
    this.config = config;
  }

  public ItemKnnModel train(TrainingData given, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, was " + threads);
    }
    TrainingData data = config.weighting().of(given);
    int items = data.items().size();
    Neighbourhoods result = new Neighbourhoods(items, Math.min(config.neighbours(), items));
    Fixed weights = Fixed.of(data, config.longestRow());
    if (threads == 1) {
      new NeighbourSearch(data, weights, config).fill(0, items, result);
    } else {
      inBlocks(data, weights, result, threads);
    }
    return new ItemKnnModel(data.items(), result, config.neighboursOf());
  }

  // An item's neighbours depend on no other item's, so who computes them makes no difference.
  private void inBlocks(TrainingData data, Fixed weights, Neighbourhoods result, int threads) {
    int items = data.items().size();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      CompletableFuture<?>[] parts = new CompletableFuture<?>[threads];
      for (int t = 0; t < threads; t++) {
        int from = (int) ((long) items * t / threads);
        int to = (int) ((long) items * (t + 1) / threads);
        parts[t] =
            CompletableFuture.runAsync(
                () -> new NeighbourSearch(data, weights, config).fill(from, to, result), pool);
      }
      CompletableFuture.allOf(parts).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
