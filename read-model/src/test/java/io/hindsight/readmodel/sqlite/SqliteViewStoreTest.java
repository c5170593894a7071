package io.hindsight.readmodel.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowCodec;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewGeneration.Batch;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.store.ViewStore;
import io.hindsight.readmodel.store.ViewStoreContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteViewStoreTest extends ViewStoreContract {
  private static final int BATCH = 50;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("views.db");
  }

  @Override
  protected ViewStore open() {
    return SqliteViewStore.open(file(), 4);
  }

  @Test
  void deletedTextIsInNoFileAfterScrubbing() throws IOException {
    var notes = store.live(NOTES);
    for (String marker : List.of("MARKER-one", "MARKER-two", "MARKER-three")) {
      var value = new Note(marker.repeat(400), marker, Map.of());
      notes.apply(
          new Batch<>(Map.of(marker, new Row<>(marker, value, at(1))), List.of()),
          notes.position(),
          notes.position());
    }
    assertThat(filesHold("MARKER-")).isTrue();
    notes.apply(new Batch<>(Map.of(), List.of("MARKER-one", "MARKER-two")), at(0), at(2));
    notes.apply(upserts(note("MARKER-three", "s", 3)), at(2), at(3));
    notes.apply(new Batch<>(Map.of(), List.of("MARKER-three")), at(3), at(4));
    assertThat(store.scrub()).isTrue();
    assertThat(filesHold("MARKER-")).isFalse();
  }

  /** Rows that grow and are moved between pages leave pieces behind, which no deletion reaches. */
  @Test
  void rowsThatMovedLeaveNothingAfterScrubbing() throws IOException {
    var notes = store.live(NOTES);
    var people = writeWhatGrowsAndMoves(notes);
    long position = notes.position().value();
    var others = new HashMap<String, Row<Note>>();
    for (int i = 0; i < 500; i++) {
      others.put("other" + i, note("other" + i, "s", position + 1));
    }
    notes.apply(new Batch<>(others, people), at(position), at(position + 1));
    assertThat(store.scrub()).isTrue();
    assertThat(filesHold("MARKER-")).isFalse();
    assertThat(filesHold("other499")).as("the search finds what is there").isTrue();
  }

  @Test
  void aDroppedGenerationLeavesNothing() throws IOException {
    store.live(NOTES).apply(upserts(note("other", "s", 1)), at(0), at(1));
    var second = store.open(NOTES, 2);
    var people = writeWhatGrowsAndMoves(second);
    second.apply(
        new Batch<>(Map.of(), people.subList(0, 3_000)), second.position(), second.position());
    assertThat(filesHold("MARKER-")).isTrue();
    assertThat(store.drop(NOTES, 2)).isTrue();
    assertThat(filesHold("MARKER-")).isFalse();
    assertThat(filesHold("other")).as("the search finds what is there").isTrue();
  }

  @Test
  void whatAReaderAtWorkKeepsOfADroppedGenerationIsTold() throws Exception {
    store.live(NOTES).apply(upserts(note("other", "s", 1)), at(0), at(1));
    store.open(NOTES, 2).apply(upserts(note("MARKER-", "s", 1)), at(0), at(1));
    try (var reader = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("SELECT count(*) FROM sqlite_schema").close();
      assertThat(store.drop(NOTES, 2)).isFalse();
    }
    assertThat(store.scrub()).isTrue();
    assertThat(filesHold("MARKER-")).isFalse();
  }

  private static List<String> writeWhatGrowsAndMoves(ViewGeneration<Note> notes) {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var people = new ArrayList<String>();
    long position = 0;
    while (people.size() < 6_000) {
      var rows = new HashMap<String, Row<Note>>();
      for (int i = 0; i < 100; i++) {
        people.add("MARKER-%016x".formatted(random.nextLong()));
      }
      for (int i = 0; i < 300; i++) {
        String key = i < 100 ? people.get(people.size() - 1 - i) : any(people, random);
        var value = new Note("t".repeat(random.nextInt(300)), any(people, random), Map.of());
        rows.put(key, new Row<>(key, value, at(position + 1)));
      }
      notes.apply(new Batch<>(rows, List.of()), at(position), at(++position));
    }
    return people;
  }

  private static String any(List<String> people, Random random) {
    return people.get(random.nextInt(people.size()));
  }

  @Test
  void aScrubKeepsRowsAndReadersAndTheNextWrite() {
    var notes = store.live(NOTES);
    notes.apply(upserts(note("one", "s", 1)), at(0), at(1));
    var before = store.get(NOTES, "one");
    assertThat(store.scrub()).isTrue();
    assertThat(store.get(NOTES, "one")).isEqualTo(before).isPresent();
    notes.apply(upserts(note("two", "s", 2)), at(1), at(2));
    assertThat(store.get(NOTES, "two")).isPresent();
  }

  private boolean filesHold(String text) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void theSameRowsGiveTheSameBytes() {
    var codec = new RowCodec();
    var forward = new HashMap<String, Long>();
    var backward = new java.util.LinkedHashMap<String, Long>();
    for (int i = 0; i < 40; i++) {
      forward.put("k" + i, (long) i);
      backward.putFirst("k" + i, (long) i);
    }
    byte[] one = codec.write(new Note("t", null, forward));
    assertThat(codec.write(new Note("t", null, backward))).isEqualTo(one);
    assertThat(new String(one, UTF_8)).doesNotContain("shelf");
  }

  @Test
  void rowsAndPositionAgreeAfterAKill() throws Exception {
    for (int round = 0; round < 3; round++) {
      store.close();
      killWhileWriting();
      store = open();
      long position = store.position(NOTES).value();
      assertThat(position % BATCH).isZero();
      assertThat(position).as("written before the kill").isGreaterThanOrEqualTo(5L * BATCH);
      long rows = 0;
      String after = null;
      do {
        var page = store.page(NOTES, ViewReader.BY_KEY, "", after, 1_000);
        rows += page.rows().size();
        after = page.next();
      } while (after != null);
      assertThat(rows).isEqualTo(position);
    }
  }

  private void killWhileWriting() throws Exception {
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(),
                file().toString())
            .redirectErrorStream(true)
            .start();
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      var said = new StringBuilder();
      int batches = 0;
      String line;
      while (batches < 5 && (line = lines.readLine()) != null) {
        said.append(line).append('\n');
        batches += line.startsWith("batch") ? 1 : 0;
      }
      process.destroyForcibly();
      assertThat(batches).as(said.toString()).isEqualTo(5);
    }
    process.waitFor();
  }

  /** Writes batches, one row an event, until it is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      try (var store = SqliteViewStore.open(Path.of(args[0]), 1)) {
        var notes = store.live(NOTES);
        long position = notes.position().value();
        while (true) {
          var rows = new HashMap<String, Row<Note>>();
          for (long i = position; i < position + BATCH; i++) {
            rows.put("key" + i, note("key" + i, "s", i));
          }
          var to = new LogPosition(position + BATCH);
          notes.apply(new Batch<>(rows, List.of()), new LogPosition(position), to);
          position = to.value();
          System.out.println("batch");
        }
      }
    }
  }
}
