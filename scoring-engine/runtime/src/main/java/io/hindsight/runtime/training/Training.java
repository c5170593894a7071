package io.hindsight.runtime.training;

import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.contracts.models.TrainModel;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import java.util.Map;

/** One training from the command to the stored artifact. */
final class Training {
  private final LogReader log;
  private final AlgorithmRegistry registry;
  private final ModelStore store;
  private final String codeVersion;
  private final int threads;

  Training(
      LogReader log,
      AlgorithmRegistry registry,
      ModelStore store,
      String codeVersion,
      int threads) {
    this.threads = threads;
    this.log = log;
    this.registry = registry;
    this.store = store;
    this.codeVersion = codeVersion;
  }

  /** A training that cannot succeed, and why. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    final String code;

    Refused(String code, String reason) {
      super(reason);
      this.code = code;
    }
  }

  Provenance run(TrainModel command) throws Refused {
    Map<String, String> settings;
    try {
      settings = TrainingSettings.complete(registry.get(command.algorithm()), command.settings());
    } catch (IllegalArgumentException e) {
      throw new Refused("settings-invalid", String.valueOf(e.getMessage()));
    }
    WeightTable weights = WeightTable.parse(settings);
    long begun = System.nanoTime();
    TrainingReader.Result read = TrainingReader.read(log, command.upTo(), weights);
    if (read.data().pairs() == 0) {
      throw new Refused(
          "no-data",
          "up to position %s nobody liked anything; import interactions, then train again"
              .formatted(command.upTo()));
    }
    long begunTraining = System.nanoTime();
    ItemModel model =
        registry
            .get(command.algorithm())
            .train(read.data(), TrainingSettings.ofAlgorithm(settings), command.seed(), threads);
    long trained = System.nanoTime();
    String hash = store.put(new ModelArtifact(command.algorithm(), settings, model));
    return new Provenance(
        command.algorithm(),
        settings,
        command.seed(),
        command.upTo(),
        codeVersion,
        hash,
        read.interactions(),
        read.data().users(),
        read.data().items().size(),
        Map.of(
            "pairs", (double) read.data().pairs(),
            "readSeconds", (begunTraining - begun) / 1e9,
            "trainSeconds", (trained - begunTraining) / 1e9));
  }
}
