package io.hindsight.scoring.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.model.Factorized;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelExportTest {

  private static TrainingData data() {
    var builder = TrainingDataBuilder.over(List.of("a", "b,\"c\"", "d", "e"));
    builder.user(new int[] {0, 1}, new float[] {1, 1});
    builder.user(new int[] {0, 1, 2}, new float[] {1, 1, 1});
    builder.user(new int[] {3}, new float[] {1});
    return builder.build();
  }

  private static ItemModel train(String name, Map<String, String> settings) {
    return AlgorithmRegistry.standard().get(name).train(data(), settings, 1, 1);
  }

  @Test
  void similaritiesAndListsAreSortedAndLeaveOutWhatIsKnown() throws IOException {
    ItemModel model = train("item-knn", Map.of("shrinkage", "0"));
    StringBuilder similar = new StringBuilder();
    new ModelExport(model).similarities(1, similar);
    assertThat(similar.toString())
        .isEqualTo(
            """
            item_id,similar_id,rank,similarity
            a,"b,""c""\",1,1.0
            "b,""c""\",a,1,1.0
            d,a,1,0.70710677
            """);
    StringBuilder lists = new StringBuilder();
    ModelExport.listsHeader(lists);
    new ModelExport(model).list("u", new History(new int[] {0, 1}, new float[] {1, 1}), 5, lists);
    assertThat(lists.toString()).isEqualTo("user_id,item_id,rank,score\nu,d,1,1.4142135\n");
  }

  @Test
  void factorsAreTheModelsOwnBits() throws IOException {
    for (String name : List.of("als", "bpr", "gf-cf")) {
      ItemModel model = train(name, Map.of("factors", "2"));
      Factorized factorized = (Factorized) model;
      StringBuilder out = new StringBuilder();
      new ModelExport(model).factors(out);
      List<String> lines = out.toString().lines().toList();
      assertThat(lines).hasSize(5);
      assertThat(lines.getFirst()).isEqualTo("item_id,f1,f2");
      String[] last = lines.getLast().split(",", -1);
      assertThat(last).hasSize(3);
      assertThat(last[0]).isEqualTo("e");
      assertThat(Float.parseFloat(last[2])).isEqualTo(factorized.factor(3, 1));
    }
    assertThatThrownBy(
            () -> new ModelExport(train("item-knn", Map.of())).factors(new StringBuilder()))
        .hasMessageContaining("has no factors");
  }
}
