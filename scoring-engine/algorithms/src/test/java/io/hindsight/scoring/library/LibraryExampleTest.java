package io.hindsight.scoring.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import io.hindsight.scoring.slim.SlimConfig;
import io.hindsight.scoring.slim.SlimTrainer;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/models.md: what stands there is what runs here. */
class LibraryExampleTest {
  private static final Path DOCS = Path.of("../../docs/models.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/hindsight/scoring/library/LibraryExampleTest.java");

  @TempDir Path directory;

  @Test
  void theExampleRuns() throws IOException {
    List<String> printed = new ArrayList<>();
    example(directory.resolve("shop.model"), printed);
    assertThat(printed).containsExactly("cheese: 0.8, since bread", "dates: 0.2, since bread");
  }

  private static void example(Path file, List<String> printed) throws IOException {
    // example
    var builder = TrainingDataBuilder.over(List.of("apples", "bread", "cheese", "dates"));
    for (int person = 0; person < 30; person++) {
      builder.user(new int[] {1, 2}, new float[] {1, 2}); // item numbers and weights
      builder.user(new int[] {0, person % 3 + 1}, new float[] {1, 1});
      builder.user(new int[] {1, 3}, new float[] {1, 0.5f});
    }
    TrainingData data = builder.build();
    ItemModel model = new SlimTrainer(new SlimConfig(0.1, 5, 100, 512)).train(data, 2);

    History ann = new History(new int[] {model.items().indexOf("bread")}, new float[] {1});
    Scores scores = new Scores(model.items().size());
    model.score(ann, scores);
    int[] best = scores.best(2, ann);
    List<List<Contribution>> why = model.explain(ann, best, 1);
    for (int i = 0; i < best.length; i++) {
      String since = model.items().id(why.get(i).getFirst().item());
      printed.add(
          "%s: %.1f, since %s".formatted(model.items().id(best[i]), scores.get(best[i]), since));
    }

    try (var out = new DataOutputStream(Files.newOutputStream(file))) {
      new ModelArtifact("slim", Map.of(), model).write(out);
    }
    ItemModel again =
        ModelArtifact.read(Files.newInputStream(file), AlgorithmRegistry.standard()).model();
    // end
    Scores same = new Scores(again.items().size());
    again.score(ann, same);
    assertThat(same.best(4, ann)).isEqualTo(scores.best(4, ann));
  }

  @Test
  void theDocsSayTheSame() throws IOException {
    String docs = Files.readString(DOCS);
    int start = docs.indexOf("```java\n") + "```java\n".length();
    assertThat(docs.substring(start, docs.indexOf("```", start))).isEqualTo(source());
  }

  private static String source() throws IOException {
    String source = Files.readString(SOURCE);
    int start = source.indexOf("// example\n") + "// example\n".length();
    int end = source.lastIndexOf('\n', source.indexOf("// end\n"));
    return source.substring(start, end).stripIndent() + "\n";
  }
}
