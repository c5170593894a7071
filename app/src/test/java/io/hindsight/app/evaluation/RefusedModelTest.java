package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.cli.CommandLineInterface;
import io.hindsight.app.support.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One model that cannot be trained on the data, among others that can. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedModelTest {
  @TempDir Path directory;
  private Path untimed;

  @BeforeEach
  void makeAShopThatKeepsNoTimes() throws IOException {
    StringBuilder lines = new StringBuilder("user_id,item_id\n");
    for (int user = 0; user < 40; user++) {
      for (int i = 0; i < 6; i++) {
        lines.append("u%d,i%d%n".formatted(user, (user + i * i) % 25));
      }
    }
    untimed = Files.writeString(directory.resolve("shop.csv"), lines);
  }

  private int evaluate(String models) {
    return CommandLineInterface.run(
        CommandLines.NO_SERVER,
        "evaluate",
        "--data",
        untimed.toString(),
        "--protocol",
        "random",
        "--models",
        models,
        "--json",
        directory.resolve("report.json").toString(),
        "--html",
        directory.resolve("report.html").toString());
  }

  @Test
  void theOthersAreMeasuredAndWrittenAndTheCommandFails(CapturedOutput output) throws IOException {
    assertThat(evaluate("markov-chain,most-popular,item-knn")).isEqualTo(1);
    assertThat(output.getErr()).contains("not measured: markov-chain; the others were");
    assertThat(output.getOut()).contains("not measured: markov-chain: ", "most-popular - item-knn");

    JsonNode report =
        JsonMapper.builder().build().readTree(Files.readString(directory.resolve("report.json")));
    assertThat(report.path("models")).hasSize(2);
    JsonNode refused = report.path("refused").path(0);
    assertThat(refused.path("name").asString()).isEqualTo("markov-chain");
    assertThat(refused.path("config").has("window")).isTrue();
    assertThat(refused.path("reason").asString()).contains("time");
    assertThat(Files.readString(directory.resolve("report.html")))
        .contains("<b>Not measured</b>: markov-chain. ");
  }

  @Test
  void whereNoneIsLeftTheFirstReasonIsTheAnswer(CapturedOutput output) {
    assertThat(evaluate("markov-chain")).isEqualTo(1);
    assertThat(output.getErr()).contains("time");
    assertThat(directory.resolve("report.json")).doesNotExist();
  }
}
