package io.hindsight.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Part.Target;
import io.hindsight.app.support.FakeApi.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
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

  @Test
  void aBusyServerIsAskedAgain() throws Exception {
    fixture.server.failing(write -> write % 3 == 0 ? Fault.BUSY : Fault.NONE);
    Counts counts = run(timed(1_000), 50);
    assertThat(counts.stored()).isEqualTo(1_000);
    assertThat(counts.duplicates()).isZero();
  }

  @Test
  void lostAnswersNeitherLoseNorDoubleARow() throws Exception {
    fixture.server.failing(
        write ->
            switch (write % 5) {
              case 1 -> Fault.DROPPED_AFTER;
              case 3 -> Fault.DROPPED_BEFORE;
              default -> Fault.NONE;
            });
    Counts counts = run(untimed(1_000), 50);
    assertThat(fixture.server.interactions()).hasSize(1_000);
    assertThat(counts.stored() + counts.duplicates()).isEqualTo(1_000);
    assertThat(counts.resentDuplicates()).isEqualTo(counts.duplicates()).isPositive();
  }

  @Test
  void rowsWithoutATimeAreKnownWhenTheyComeAgain() throws Exception {
    Path file = untimed(300);
    run(file, 100);
    Counts again = run(file, 70);
    assertThat(again.stored()).isZero();
    assertThat(again.duplicates()).isEqualTo(300);
    assertThat(fixture.server.interactions()).hasSize(300);
  }

  @Test
  void equalRowsAreOneAndReportedAsDuplicates() throws Exception {
    Path file = csv("user_id,item_id,timestamp\nu,i,1714550400\nu,i,1714550400\n");
    Counts counts = run(file, 10);
    assertThat(counts.stored()).isEqualTo(1);
    assertThat(counts.duplicates()).isEqualTo(1);
  }

  @Test
  void whatTheServerRejectsIsReportedWithItsLine() throws Exception {
    Path file = csv("user_id,item_id,timestamp\nu,i,1714550400\nu,i,2190-01-01\nu,,1714550400\n");
    Counts counts = run(file, 10);
    assertThat(counts.rejected())
        .containsEntry("timestamp-future", 1L)
        .containsEntry("field-missing", 1L);
    assertThat(counts.examples())
        .contains("rows.csv line 3: timestamp-future, is wrong; make it right");
  }

  @Test
  void aServerThatStaysAwayEndsTheImportAndTheNextGoesOnThere() throws Exception {
    Path file = timed(1_000);
    fixture.server.failing(write -> write > 10 ? Fault.DROPPED_BEFORE : Fault.NONE);
    assertThatThrownBy(() -> run(file, 50))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("went away");
    int before = fixture.server.sizesOfInteractionRequests().size();

    fixture.server.failing(write -> Fault.NONE);
    ImportReport report = fixture.run(open(file), 50);

    assertThat(report.continuedFrom()).isPositive();
    assertThat(report.counts().get(Target.INTERACTIONS).read()).isEqualTo(1_000);
    assertThat(fixture.server.interactions()).hasSize(1_000);
    int sentAfter =
        fixture.server.sizesOfInteractionRequests().stream()
            .skip(before)
            .mapToInt(Integer::intValue)
            .sum();
    assertThat(sentAfter).isLessThanOrEqualTo(1_000 - (int) report.continuedFrom() + 100);
    assertThat(fixture.shown()).contains("going on after the first");
  }

  @Test
  void aNoteAboutAnotherServersDataIsNotBelieved() throws Exception {
    Path file = timed(1_000);
    fixture.server.failing(write -> write > 10 ? Fault.DROPPED_BEFORE : Fault.NONE);
    assertThatThrownBy(() -> run(file, 50)).isInstanceOf(CommandFailed.class);
    fixture.server.forgetEverything();
    fixture.server.failing(write -> Fault.NONE);

    run(file, 50);

    assertThat(fixture.server.interactions()).hasSize(1_000);
    assertThat(fixture.shown()).contains("beginning anew");
  }

  @Test
  void aFinishedImportLeavesNoNote() throws Exception {
    run(timed(100), 10);
    try (Stream<Path> notes = Files.list(directory.resolve("states"))) {
      assertThat(notes).isEmpty();
    }
  }

  @Test
  void aTornNoteIsIgnored() throws Exception {
    ImportStates states = new ImportStates(directory.resolve("states"));
    states.write("key", new ImportStates.Note(7, Counts.NONE));
    assertThat(states.find("key")).hasValueSatisfying(n -> assertThat(n.rows()).isEqualTo(7));
    Files.writeString(directory.resolve("states/key.json"), "{\"rows\":7,\"cou");
    assertThat(states.find("key")).isEmpty();
  }

  private Counts run(Path file, int batch) throws Exception {
    return fixture.run(open(file), batch).counts().get(Target.INTERACTIONS);
  }

  private static DataSet open(Path file) throws Exception {
    return CsvSource.open(file, Mapping.NONE, "view", StandardCharsets.UTF_8);
  }

  private Path timed(int rows) throws Exception {
    StringBuilder text = new StringBuilder("user_id,item_id,timestamp\n");
    for (int i = 0; i < rows; i++) {
      text.append("u").append(i % 7).append(",i").append(i).append(",").append(1714550400 + i);
      text.append('\n');
    }
    return csv(text.toString());
  }

  private Path untimed(int rows) throws Exception {
    return csv("user_id,item_id\n" + "same,same\n".repeat(rows));
  }

  private Path csv(String text) throws Exception {
    return Files.writeString(directory.resolve("rows.csv"), text);
  }
}
