package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TradeOffReportTest extends EvaluateRuns {
  @Test
  void severalGoalsAtOnceStandSideBySideInTextJsonAndPicture() throws IOException {
    int code =
        report(
            "item-knn,most-popular,item-knn:neighbours=1:shrinkage=0,item-knn:neighbours=2",
            "--rerank",
            "novelty=0.2|0.4+freshness=0.1,mmr=0.3");
    assertThat(code).as(err).isZero();
    assertThat(out)
        .contains("Trade-off", "novelty@5", "diversity@5", "age@5 (less)", "* nothing else here")
        .contains("The best by ndcg is item-knn", "Adjusted for all 120 pairs");
    assertThat(out.lines().filter(line -> line.contains("±")))
        .isNotEmpty()
        .allMatch(line -> line.length() <= TerminalWidth.UNKNOWN);
    JsonNode report = json(directory.resolve("report.json"));
    JsonNode models = report.path("models");
    assertThat(models).hasSize(16);
    assertThat(models.path(0).has("rerank")).isFalse();
    JsonNode second = models.path(2).path("rerank");
    assertThat(second.path("novelty").asDouble()).isEqualTo(0.4);
    assertThat(second.path("freshness").asDouble()).isEqualTo(0.1);
    assertThat(second.path("relevance").asDouble()).isEqualTo(0.5);
    assertThat(report.path("comparisons")).hasSize(3 * 120);
    assertThat(Files.readString(directory.resolve("report.html")))
        .contains("ndcg@5 (upwards) against novelty@5", "<circle", "<rect x=", "undominated")
        .contains("against age@5", "the axis runs backwards", "class=\"scroll\"")
        .contains("Each chart shows the best 12 of 16 by its metric")
        .doesNotContain("viewBox=\"0 0 360 572\"")
        .doesNotContain("http://", "https://", "<script", "NaN", "Infinity");
  }

  @Test
  void settingsThatASearchFoundAreOnThePage() throws IOException {
    Path html = directory.resolve("found.html");
    assertThat(
            run(
                "--data", shop().toString(),
                "--models", "item-knn:neighbours=1..50",
                "--search", "random",
                "--trials", "2",
                "--html", html.toString()))
        .as(err)
        .isZero();
    assertThat(Files.readString(html))
        .contains("Settings found on a validation part", "item-knn:neighbours=1..50");
  }

  @Test
  void wrongGoalsAreRefusedBeforeAnythingIsRead() throws IOException {
    String nowhere = directory.resolve("nowhere.csv").toString();
    refused("add up to more than 1", "--data", nowhere, "--rerank", "novelty=0.7+mmr=0.4");
    refused("give --margins FILE", "--data", nowhere, "--rerank", "novelty=0.1+margin=0.5");
    refused("no lists to re-rank", "--data", nowhere, "--protocol", "ncf", "--rerank", "mmr=0.1");
    String untimed = file("untimed.csv", "user_id,item_id", "a,x", "a,y", "b,x", "b,y").toString();
    refused(
        "what is fresh cannot be told",
        "--data",
        untimed,
        "--protocol",
        "random",
        "--test-share",
        "0.5",
        "--rerank",
        "freshness=0.1");
    assertThat(err).doesNotContain("training");
  }
}
