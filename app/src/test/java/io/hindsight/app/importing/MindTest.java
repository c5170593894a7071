package io.hindsight.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Part.Target;
import io.hindsight.app.support.FakeApi.Fault;
import io.hindsight.app.support.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MindTest {
  @TempDir Path directory;
  private ImporterFixture fixture;

  @BeforeEach
  void begin() {
    fixture = new ImporterFixture(directory.resolve("states"));
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private ImportReport bring(String... lines) throws Exception {
    Path data = Files.createDirectories(directory.resolve("mind"));
    Files.writeString(
        data.resolve("news.tsv"),
        "N1\tnews\tpolitics\tA \"title\"\tIt says.\thttps://x\t[]\t[]\n"
            + "N2\tsports\tski\t\t\thttps://x\t[]\t[]\n");
    Files.writeString(data.resolve("behaviors.tsv"), String.join("\n", lines) + "\n");
    return fixture.run(Mind.open(data), 3);
  }

  @Test
  void whatWasShownIsAnImpressionAndWhatWasClickedAnInteractionAsWell() throws Exception {
    bring("1\tU1\t11/12/2019 2:14:46 PM\t\tN1-0 N2-1");
    JsonNode impression = fixture.server.impressions().getFirst();
    assertThat(impression.path("items").toString())
        .isEqualTo("[{\"itemId\":\"N1\"},{\"itemId\":\"N2\",\"clicked\":true}]");
    assertThat(impression.path("userId").asString()).isEqualTo("U1");
    assertThat(impression.path("timestamp").asString()).isEqualTo("2019-11-12T14:14:46Z");
    JsonNode click = fixture.server.interactions().getFirst();
    assertThat(click.path("itemId").asString()).isEqualTo("N2");
    assertThat(click.path("timestamp").asString()).isEqualTo("2019-11-12T14:14:46Z");
    assertThat(fixture.server.items().get("N1").toString())
        .isEqualTo(
            """
            {"itemId":"N1","title":"A \\"title\\"","categories":["news","politics"],\
            "description":"It says."}""");
    assertThat(fixture.server.items().get("N2").path("title").asString()).isEqualTo("N2");
  }

  @Test
  void aHistoryCountsOnceInItsOrderAndBeforeTheFileBegins() throws Exception {
    bring(
        "1\tU1\t11/12/2019 2:14:46 PM\tN2 N1\tN1-0",
        "2\tU1\t11/13/2019 2:14:46 AM\tN2 N1\tN1-1",
        "3\tU2\t11/12/2019 2:00:00 PM\tN1\tN2-0");
    List<String> clicks =
        fixture.server.interactions().stream()
            .map(
                i ->
                    i.path("userId").asString()
                        + i.path("itemId").asString()
                        + i.path("timestamp").asString())
            .sorted()
            .toList();
    assertThat(clicks)
        .containsExactly(
            "U1N12019-11-12T13:59:59Z",
            "U1N12019-11-13T02:14:46Z",
            "U1N22019-11-12T13:59:58Z",
            "U2N12019-11-12T13:59:59Z");
  }

  @Test
  void unreadableLinesAreToldAndTheOthersStored() throws Exception {
    ImportReport report =
        bring(
            "1\tU1\t2019-11-12\tN1\tN1-1",
            "2\tU1",
            "3\tU1\t11/12/2019 2:14:46 PM\t\tN1",
            "4\tU1\t11/12/2019 2:14:47 PM\t\tN1-1");
    assertThat(report.counts().get(Target.IMPRESSIONS).rejected())
        .containsOnlyKeys("timestamp-unreadable", "columns");
    assertThat(fixture.server.impressions()).as("a test file tells no clicks").hasSize(2);
    assertThat(fixture.server.interactions()).hasSize(1);
  }

  @Test
  void oneThatBrokeOffAmongImpressionsTellsOfEachKindWhatItBrought() throws Exception {
    String[] lines = new String[12];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "%d\tU%d\t11/12/2019 2:14:46 PM\t\tN1-0 N2-1".formatted(i, i);
    }
    // One of items, four of clicks, two of impressions.
    fixture.server.failing(write -> write > 7 ? Fault.DROPPED_BEFORE : Fault.NONE);
    assertThatThrownBy(() -> bring(lines)).isInstanceOf(CommandFailed.class);
    fixture.server.failing(write -> Fault.NONE);
    ImportReport report = bring(lines);
    assertThat(report.continuedFrom()).as("all clicks, and some of the lists").isGreaterThan(12);
    Counts clicks = report.counts().get(Target.INTERACTIONS);
    assertThat(List.of(clicks.read(), clicks.stored(), clicks.duplicates()))
        .containsExactly(12L, 12L, 0L);
    Counts impressions = report.counts().get(Target.IMPRESSIONS);
    assertThat(impressions.read()).isEqualTo(12);
    assertThat(impressions.stored() + impressions.resentDuplicates()).isEqualTo(12);
    assertThat(bring(lines).continuedFrom()).as("what is over is forgotten").isZero();
  }

  @Test
  void anotherDirectoryIsRefusedWithARemedy() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("none"));
    assertThatThrownBy(() -> Mind.open(empty)).hasMessageContaining("holds no behaviors.tsv");
  }

  @Test
  void theRealSampleArrivesOnce() throws Exception {
    Path data = SharedData.require("mind-sample");
    ImportReport report = fixture.run(Mind.open(data), 5_000);
    Counts clicks = report.counts().get(Target.INTERACTIONS);
    assertThat(report.counts().get(Target.IMPRESSIONS).stored()).isEqualTo(5_000);
    assertThat(report.counts().get(Target.ITEMS).stored()).isEqualTo(2_000);
    assertThat(clicks.stored()).as("7,542 of lists, and the histories").isGreaterThan(100_000);
    assertThat(clicks.rejectedInAll()).isZero();
    ImportReport again = fixture.run(Mind.open(data), 5_000);
    assertThat(again.counts().get(Target.INTERACTIONS).duplicates()).isEqualTo(clicks.stored());
    assertThat(again.counts().get(Target.IMPRESSIONS).stored()).isZero();
  }
}
