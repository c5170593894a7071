package io.hindsight.runtime.serving;

import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.registry.ModelArtifact;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns the models that the log names into ones that can score. A missing artifact leaves its
 * algorithm without a model, visibly, and is looked for again from time to time; it never stops the
 * fold. For one thread, except {@link #missing}.
 */
final class ModelSwitch {
  private final ModelStore store;
  private Map<String, ModelRef> wanted = Map.of();
  private Map<String, ActiveModel> active = Map.of();
  private volatile Set<String> missing = Set.of();

  ModelSwitch(ModelStore store) {
    this.store = store;
  }

  Map<String, ActiveModel> switchTo(
      Map<String, ModelRef> models, CatalogState catalog, boolean lookAgain) {
    if (models.equals(wanted) && !(lookAgain && !missing.isEmpty())) {
      return active;
    }
    Map<String, ActiveModel> next = new HashMap<>();
    Set<String> lost = new TreeSet<>();
    models.forEach(
        (algorithm, ref) -> {
          ActiveModel before = active.get(algorithm);
          if (before != null
              && before.contentHash().equals(ref.contentHash())
              && before.version() == ref.version()) {
            next.put(algorithm, before);
          } else {
            load(store, algorithm, ref, catalog)
                .ifPresentOrElse(model -> next.put(algorithm, model), () -> lost.add(algorithm));
          }
        });
    wanted = models;
    active = Map.copyOf(next);
    missing = Set.copyOf(lost);
    return active;
  }

  static Optional<ActiveModel> load(
      ModelStore store, String algorithm, ModelRef ref, CatalogState catalog) {
    return store
        .find(ref.contentHash())
        .filter(artifact -> artifact.algorithm().equals(algorithm))
        .map(artifact -> activate(artifact, ref, catalog));
  }

  static ActiveModel activate(ModelArtifact artifact, ModelRef ref, CatalogState catalog) {
    return ActiveModel.of(
        artifact.algorithm(),
        ref.version(),
        ref.contentHash(),
        artifact.model(),
        WeightTable.parse(artifact.settings()),
        catalog);
  }

  /** Algorithms whose active model's artifact cannot be read. */
  Set<String> missing() {
    return missing;
  }
}
