package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.subjects.Disclosed;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own takes interactions in, from ever new users, until it is killed. */
class KilledIntakeTest {
  private static final int BATCH = 5;
  private static final int ANSWERED_BATCHES = 120;

  @TempDir Path directory;

  public static void main(String[] arguments) {
    IntakeHarness intake = new IntakeHarness(Path.of(arguments[0]));
    for (int batch = 0; ; batch++) {
      intake.record(batch(batch));
      System.out.println("answered " + batch);
      System.out.flush();
    }
  }

  private static List<InteractionDraft> batch(int batch) {
    List<InteractionDraft> drafts = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      String name = batch + "-" + i;
      drafts.add(
          new InteractionDraft(
              i,
              null,
              "user-" + name,
              "item",
              "search_click",
              NOW,
              null,
              null,
              null,
              null,
              null,
              "query " + name,
              null));
    }
    return drafts;
  }

  @Test
  void whatWasAnsweredIsThereOnceAndCanBeRead() throws Exception {
    int last = answeredBeforeTheKill();
    try (IntakeHarness intake = new IntakeHarness(directory, "after")) {
      Map<String, Integer> stored = new HashMap<>();
      for (InteractionRecorded event : intake.events(InteractionRecorded.class)) {
        Disclosed query = intake.keys.open(event.query());
        assertThat(query).isInstanceOf(Disclosed.Clear.class);
        stored.merge(((Disclosed.Clear) query).text(), 1, Integer::sum);
        assertThat(intake.keys.userOf(event.subjectId())).isPresent();
      }
      assertThat(stored.values()).allMatch(times -> times == 1);
      for (int batch = 0; batch <= last; batch++) {
        for (int i = 0; i < BATCH; i++) {
          String name = batch + "-" + i;
          assertThat(stored).containsKey("query " + name);
          assertThat(intake.keys.find(new UserId("user-" + name))).isPresent();
        }
      }
      resendingStoresOnlyWhatIsMissing(intake, last, stored.size());
    }
  }

  /** A user whose keys were made but whose fact was not stored is the same subject again. */
  private static void resendingStoresOnlyWhatIsMissing(
      IntakeHarness intake, int last, int storedBefore) {
    int accepted = 0;
    for (int batch = 0; batch <= last + 1; batch++) {
      IntakeReceipt receipt = intake.record(batch(batch));
      accepted += receipt.accepted();
    }
    assertThat(accepted).isEqualTo((last + 2) * BATCH - storedBefore);
  }

  private int answeredBeforeTheKill() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledIntakeTest.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int last = -1;
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      while (line != null) {
        if (line.matches("answered \\d+")) {
          last = Math.max(last, Integer.parseInt(line.substring("answered ".length())));
        }
        if (last == ANSWERED_BATCHES) {
          process.toHandle().destroyForcibly();
        }
        line = output.readLine();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(last).isGreaterThanOrEqualTo(ANSWERED_BATCHES);
    return last;
  }
}
