package io.hindsight.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.erasure.ErasureOrder.FindLearnedModels;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.readmodel.sqlite.SqliteViewStore;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewGeneration.Batch;
import io.hindsight.readmodel.views.ModelRow;
import io.hindsight.readmodel.views.Views;
import io.hindsight.runtime.serving.MemoryLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedModelsFinderTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final SubjectId ANN = new SubjectId("ann");

  @TempDir Path directory;
  private final Map<String, Row<ModelRow>> rows = new HashMap<>();

  private void model(String algorithm, int version, String status, Integer upTo) {
    Provenance provenance =
        upTo == null
            ? null
            : new Provenance(
                algorithm, Map.of(), 1, new LogPosition(upTo), "1", "h", 1, 1, 1, Map.of());
    ModelRow row =
        new ModelRow(
            algorithm,
            version,
            new TrainingId(algorithm + version),
            status,
            provenance,
            null,
            NOON,
            null,
            null,
            null);
    put(algorithm + "/" + version, row);
    if (status.equals("active")) {
      put(algorithm, row);
    }
  }

  private void put(String key, ModelRow row) {
    rows.put(key, new Row<>(key, row, LogPosition.START));
  }

  @Test
  void thoseTrainedOnALogWithThePersonInItAreFoundAndWhichOfThemServes() {
    MemoryLog log = new MemoryLog();
    log.append(NOON, did("i1", "bob"));
    log.append(NOON, did("i2", "ann"));
    log.append(NOON, did("i3", "ann"));
    model("item-knn", 1, "retired", 1);
    model("item-knn", 2, "retired", 2);
    model("item-knn", 3, "active", 3);
    model("item-knn", 4, "failed", null);
    model("als", 1, "active", 1);
    model("slim", 1, "trained", 3);
    try (SqliteViewStore views = SqliteViewStore.open(directory.resolve("views.db"), 1)) {
      views
          .live(Views.MODELS)
          .apply(new Batch<>(rows, List.of()), LogPosition.START, new LogPosition(3));
      LearnedModelsFinder finder = new LearnedModelsFinder(log, views);
      assertThat(finder.handle(new FindLearnedModels(ANN)))
          .containsExactly(
              new LearnedModels("item-knn", 2, 3, 3), new LearnedModels("slim", 1, 1, null));
      assertThat(finder.handle(new FindLearnedModels(new SubjectId("eve")))).isEmpty();
    }
  }

  private static InteractionRecorded did(String id, String subject) {
    return InteractionRecorded.plain(
        new InteractionId(id),
        new SubjectId(subject),
        new ItemId("tea"),
        InteractionType.VIEW,
        NOON);
  }
}
