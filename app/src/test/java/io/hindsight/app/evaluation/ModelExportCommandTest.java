package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.CommandLines;
import io.hindsight.app.support.CommandLines.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExportCommandTest {
  @TempDir Path directory;
  private String err = "";

  private int run(String... arguments) {
    Shown shown = CommandLines.runHere("export-model", arguments);
    err = shown.err();
    return shown.code();
  }

  private String data() throws IOException {
    List<String> lines = new ArrayList<>(List.of("user_id,item_id,timestamp"));
    for (int user = 0; user < 12; user++) {
      for (int i = 0; i < 3; i++) {
        lines.add("u%d,i%d,%d".formatted(user, (user + i) % 6, 1_700_000_000 + user * 100 + i));
      }
    }
    Path file = directory.resolve("log.csv");
    return Files.writeString(file, String.join("\n", lines) + "\n").toString();
  }

  @Test
  void factorsSimilaritiesAndListsAreWrittenTheSameOnAnyNumberOfThreads() throws IOException {
    String data = data();
    List<List<String>> written = new ArrayList<>();
    for (String threads : List.of("1", "3")) {
      Path factors = directory.resolve("factors.csv");
      Path similar = directory.resolve("similar.csv");
      Path lists = directory.resolve("lists.csv");
      int exit =
          run(
              "--data",
              data,
              "--model",
              "als:factors=2:alpha0=0.1",
              "--threads",
              threads,
              "--factors",
              factors.toString(),
              "--similar",
              similar.toString(),
              "--lists",
              lists.toString(),
              "--n",
              "2",
              "--half-life",
              "30");
      assertThat(exit).as(err).isZero();
      List<String> all = new ArrayList<>(Files.readAllLines(factors));
      assertThat(all).hasSize(1 + 6).startsWith("item_id,f1,f2");
      assertThat(Files.readAllLines(similar)).startsWith("item_id,similar_id,rank,similarity");
      assertThat(Files.readAllLines(lists))
          .startsWith("user_id,item_id,rank,score")
          .noneMatch(line -> line.startsWith("u0,i0,") || line.startsWith("u0,i2,"));
      all.addAll(Files.readAllLines(similar));
      all.addAll(Files.readAllLines(lists));
      written.add(all);
    }
    assertThat(written.getLast()).isEqualTo(written.getFirst());
  }

  @Test
  void whatCannotBeWrittenIsToldWithARemedy() throws IOException {
    String data = data();
    assertThat(run("--data", data)).isNotZero();
    assertThat(err).contains("nothing to write").contains("--similar FILE");
    String file = directory.resolve("f.csv").toString();
    String unread = directory.resolve("unread.csv").toString();
    assertThat(run("--data", unread, "--model", "item-knn", "--factors", file)).isEqualTo(1);
    assertThat(err).contains("item-knn has no factors").contains("als, bpr, gf-cf");
    assertThat(run("--data", data, "--lists", file, "--n", "0")).isNotZero();
    assertThat(err).contains("give 1 to 10000");
    String nowhere = directory.resolve("nowhere").resolve("f.csv").toString();
    assertThat(run("--data", data, "--model", "als:factors=2", "--factors", nowhere)).isEqualTo(1);
    assertThat(err)
        .contains("cannot write " + nowhere + ": give a file in a directory that there is")
        .doesNotContain("\tat ");
    assertThat(run("--data", data, "--similar", file, "--threads", "0")).isEqualTo(1);
    assertThat(err).contains("--threads 0 is no number of threads");
  }
}
