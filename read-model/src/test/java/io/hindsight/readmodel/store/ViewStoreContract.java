package io.hindsight.readmodel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.ViewGeneration.Batch;
import io.hindsight.readmodel.store.ViewGeneration.PositionConflict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every view store does. An adapter's test extends this. */
public abstract class ViewStoreContract {

  public record Note(String text, String shelf, Map<String, Long> counts) {}

  protected static final ViewDefinition<Note> NOTES =
      ViewDefinition.of("test-notes", 1, Note.class).indexedBy("by-shelf", Note::shelf);

  private static final ViewDefinition<Note> OTHERS =
      ViewDefinition.of("test-others", 1, Note.class).indexedBy("by-shelf", Note::shelf);

  protected ViewStore store;

  /** Opens what was closed before in the same test; empty the first time in a test. */
  protected abstract ViewStore open();

  @BeforeEach
  final void openStore() {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  protected final void reopen() {
    store.close();
    store = open();
  }

  protected static LogPosition at(long position) {
    return new LogPosition(position);
  }

  protected static Row<Note> note(String key, String shelf, long seen) {
    return new Row<>(key, new Note("text of " + key, shelf, Map.of("views", seen)), at(seen));
  }

  @SafeVarargs
  protected static Batch<Note> upserts(Row<Note>... rows) {
    var byKey = new HashMap<String, Row<Note>>();
    for (var row : rows) {
      byKey.put(row.key(), row);
    }
    return new Batch<>(byKey, List.of());
  }

  private List<String> keys(String index, String prefix) {
    var keys = new ArrayList<String>();
    String after = null;
    do {
      Page<Note> page = store.page(NOTES, index, prefix, after, 2);
      page.rows().forEach(row -> keys.add(row.key()));
      after = page.next();
    } while (after != null);
    return keys;
  }

  @Test
  void anUnknownViewIsEmptyAndStandsAtTheStart() {
    assertThat(store.get(NOTES, "a")).isEmpty();
    assertThat(store.page(NOTES, "by-shelf", "", null, 10).rows()).isEmpty();
    assertThat(store.position(NOTES)).isEqualTo(LogPosition.START);
    assertThat(store.live(NOTES).number()).isEqualTo(1);
  }

  @Test
  void rowsAndPositionComeBackAfterReopening() {
    store.live(NOTES).apply(upserts(note("a", "x", 3), note("b", null, 4)), at(0), at(5));
    reopen();
    assertThat(store.get(NOTES, "a")).contains(note("a", "x", 3));
    assertThat(store.get(NOTES, "b")).contains(note("b", null, 4));
    assertThat(store.position(NOTES)).isEqualTo(at(5));
    assertThat(store.live(NOTES).position()).isEqualTo(at(5));
  }

  @Test
  void aLaterBatchReplacesAndDeletes() {
    var notes = store.live(NOTES);
    notes.apply(upserts(note("a", "x", 1), note("b", "x", 2)), at(0), at(2));
    notes.apply(new Batch<>(Map.of("a", note("a", "y", 3)), List.of("b", "missing")), at(2), at(4));
    assertThat(store.get(NOTES, "a")).contains(note("a", "y", 3));
    assertThat(store.get(NOTES, "b")).isEmpty();
    assertThat(keys("by-shelf", "x")).isEmpty();
    assertThat(keys("by-shelf", "y")).containsExactly("a");
  }

  @Test
  void keysAreFoundByTheBeginningOfTheirEntryInThisGenerationOnly() {
    var notes = store.live(NOTES);
    notes.apply(
        upserts(
            note("a/1", "x|1", 1), note("a/2", "x|2", 1), note("b/1", "xy", 1), note("b", null, 1)),
        at(0),
        at(1));
    store.open(NOTES, 2).apply(upserts(note("a/9", "x|9", 1)), at(0), at(1));
    assertThat(notes.keys("by-shelf", "x|")).containsExactlyInAnyOrder("a/1", "a/2");
    assertThat(notes.keys(ViewReader.BY_KEY, "b")).containsExactlyInAnyOrder("b", "b/1");
    assertThat(notes.keys(ViewReader.BY_KEY, "")).hasSize(4);
    assertThat(notes.keys("by-shelf", "z")).isEmpty();
  }

  @Test
  void aWriterThatIsNotAloneIsRefusedAndWritesNothing() {
    var notes = store.live(NOTES);
    notes.apply(Batch.empty(), at(0), at(7));
    assertThatThrownBy(() -> notes.apply(upserts(note("a", "x", 9)), at(6), at(9)))
        .isInstanceOf(PositionConflict.class)
        .hasMessageContaining("stands at 7, not at 6");
    assertThat(store.get(NOTES, "a")).isEmpty();
    assertThat(store.position(NOTES)).isEqualTo(at(7));
  }

  @Test
  void aViewNeverMovesBack() {
    var notes = store.live(NOTES);
    notes.apply(Batch.empty(), at(0), at(7));
    assertThatThrownBy(() -> notes.apply(Batch.empty(), at(7), at(6)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anyNumberOfKeysIsFoundForTheWriterAndABoundedNumberForReaders() {
    var rows = new HashMap<String, Row<Note>>();
    for (int i = 0; i < 12_345; i++) {
      rows.put("key" + i, note("key" + i, "x", i));
    }
    store.live(NOTES).apply(new Batch<>(rows, List.of()), at(0), at(1));
    var wanted = new ArrayList<>(rows.keySet());
    wanted.add("missing");
    assertThat(store.live(NOTES).getAll(wanted)).isEqualTo(rows);
    assertThat(store.getAll(NOTES, wanted.subList(0, 1_237)))
        .hasSize(1_237)
        .allSatisfy((key, row) -> assertThat(row).isEqualTo(rows.get(key)));
    assertThatThrownBy(() -> store.getAll(NOTES, wanted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10000 keys");
  }

  @Test
  void pagesFollowTheBytesOfTheEntryAndThenTheKey() {
    store
        .live(NOTES)
        .apply(
            upserts(
                note("k2", "b", 1),
                note("k1", "b", 1),
                note("k3", "a", 1),
                note("k4", "\uFF5E", 1), // U+FF5E sorts before U+1F600 in UTF-8, not in UTF-16
                note("k5", "\uD83D\uDE00", 1),
                note("k6", null, 1)),
            at(0),
            at(1));
    assertThat(keys("by-shelf", "")).containsExactly("k3", "k1", "k2", "k4", "k5");
    assertThat(keys(ViewReader.BY_KEY, "")).containsExactly("k1", "k2", "k3", "k4", "k5", "k6");
  }

  @Test
  void aPrefixIsTakenLiterally() {
    store
        .live(NOTES)
        .apply(
            upserts(
                note("percent", "a%b", 1),
                note("underscore", "a_b", 1),
                note("plain", "axb", 1),
                note("quote", "a'b", 1),
                note("upper", "A%b", 1),
                note("last", "\uDBFF\uDFFFz", 1),
                note("edge", "\uD7FFz", 1),
                note("behind", "\uE000z", 1)),
            at(0),
            at(1));
    assertThat(keys("by-shelf", "a%")).containsExactly("percent");
    assertThat(keys("by-shelf", "a_")).containsExactly("underscore");
    assertThat(keys("by-shelf", "a'")).containsExactly("quote");
    assertThat(keys("by-shelf", "\uDBFF\uDFFF")).containsExactly("last");
    assertThat(keys("by-shelf", "\uD7FF")).containsExactly("edge");
    assertThat(keys(ViewReader.BY_KEY, "un")).containsExactly("underscore");
  }

  @Test
  void rowsThatComeInBetweenPagesNeitherRepeatNorHideOthers() {
    var notes = store.live(NOTES);
    notes.apply(upserts(note("b", "s", 1), note("d", "s", 1), note("f", "s", 1)), at(0), at(1));
    Page<Note> first = store.page(NOTES, "by-shelf", "s", null, 2);
    assertThat(first.rows()).extracting(Row::key).containsExactly("b", "d");
    notes.apply(
        new Batch<>(Map.of("a", note("a", "s", 2), "e", note("e", "s", 2)), List.of("d")),
        at(1),
        at(2));
    Page<Note> second = store.page(NOTES, "by-shelf", "s", first.next(), 2);
    assertThat(second.rows()).extracting(Row::key).containsExactly("e", "f");
    assertThat(second.next()).isNull();
  }

  @Test
  void limitsAndCursorsAreChecked() {
    store.live(NOTES).apply(upserts(note("a", "s", 1), note("b", "s", 1)), at(0), at(1));
    String next = store.page(NOTES, "by-shelf", "s", null, 1).next();
    for (int limit : new int[] {0, -1, 10_001}) {
      assertThatThrownBy(() -> store.page(NOTES, "by-shelf", "", null, limit))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String cursor : List.of("", "nonsense", "&&&", next + "A", next.substring(1))) {
      assertThatThrownBy(() -> store.page(NOTES, "by-shelf", "s", cursor, 1))
          .as(cursor)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> store.page(NOTES, ViewReader.BY_KEY, "", next, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.page(NOTES, "by-shelf", "t", next, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.page(NOTES, "by-nothing", "", null, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aGenerationIsBuiltUnseenAndShownAtTheSwitch() {
    store.live(NOTES).apply(upserts(note("old", "s", 1)), at(0), at(9));
    var next = store.open(NOTES, 2);
    next.apply(upserts(note("new", "s", 1)), at(0), at(4));
    assertThat(keys("by-shelf", "")).containsExactly("old");
    assertThat(store.position(NOTES)).isEqualTo(at(9));

    reopen();
    assertThat(store.open(NOTES, 2).position()).isEqualTo(at(4));
    store.switchTo(NOTES, 2);
    assertThat(keys("by-shelf", "")).containsExactly("new");
    assertThat(store.position(NOTES)).isEqualTo(at(4));
    assertThat(store.generations(NOTES)).containsExactly(1, 2);

    reopen();
    assertThat(store.live(NOTES).number()).isEqualTo(2);
    store.drop(NOTES, 1);
    assertThat(store.generations(NOTES)).containsExactly(2);
    assertThat(keys("by-shelf", "")).containsExactly("new");
  }

  @Test
  void theLiveGenerationCannotBeDroppedAndAMissingOneNotShown() {
    store.live(NOTES);
    assertThatThrownBy(() -> store.drop(NOTES, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.switchTo(NOTES, 5)).isInstanceOf(IllegalArgumentException.class);
    store.drop(NOTES, 5);
  }

  @Test
  void aGenerationMadeAgainAfterADropIsEmpty() {
    store.open(NOTES, 2).apply(upserts(note("a", "s", 1)), at(0), at(3));
    store.drop(NOTES, 2);
    assertThat(store.open(NOTES, 2).position()).isEqualTo(LogPosition.START);
    assertThat(store.open(NOTES, 2).getAll(List.of("a"))).isEmpty();
  }

  @Test
  void anotherSchemaBeginsANewGeneration() {
    store.live(NOTES).apply(upserts(note("a", "s", 1)), at(0), at(3));
    reopen();
    var changed = ViewDefinition.of("test-notes", 2, Note.class).indexedBy("by-shelf", Note::shelf);
    assertThat(store.position(changed)).isEqualTo(LogPosition.START);
    assertThat(store.live(changed).number()).isEqualTo(2);
    assertThat(store.get(changed, "a")).isEmpty();
    store.drop(changed, 1);
    reopen();
    var indexed = changed.indexedBy("by-text", Note::text);
    assertThat(store.live(indexed).number()).as("a new index has no old rows").isEqualTo(3);
  }

  @Test
  void viewsDoNotMixUp() {
    store.live(NOTES).apply(upserts(note("a", "s", 1)), at(0), at(3));
    assertThat(store.get(OTHERS, "a")).isEmpty();
    assertThat(store.position(OTHERS)).isEqualTo(LogPosition.START);
  }

  @Test
  void readersNeverMissAViewWhileItIsSwitched() {
    store.live(NOTES).apply(upserts(note("a", "s", 1)), at(0), at(1));
    var stop = new AtomicBoolean();
    var reader =
        CompletableFuture.runAsync(
            () -> {
              while (!stop.get()) {
                assertThat(store.get(NOTES, "a")).isPresent();
                assertThat(store.page(NOTES, "by-shelf", "s", null, 5).rows()).hasSize(1);
              }
            });
    try {
      for (int number = 2; number < 30; number++) {
        store.open(NOTES, number).apply(upserts(note("a", "s", 1)), at(0), at(1));
        store.switchTo(NOTES, number);
        store.drop(NOTES, number - 1);
      }
    } finally {
      stop.set(true);
    }
    assertThat(reader).succeedsWithin(java.time.Duration.ofSeconds(20));
  }

  @Test
  void whatAGenerationIsForIsRememberedUntilItIsDropped() {
    store.live(NOTES);
    assertThat(store.purpose(NOTES, 2)).isEmpty();
    store.note(NOTES, 2, "verify");
    store.open(NOTES, 2);
    reopen();
    assertThat(store.purpose(NOTES, 2)).isEqualTo("verify");
    assertThat(store.purpose(NOTES, 1)).isEmpty();
    assertThat(store.purpose(OTHERS, 2)).isEmpty();
    store.note(NOTES, 2, "");
    assertThat(store.purpose(NOTES, 2)).isEmpty();
    store.note(NOTES, 2, "again");
    store.drop(NOTES, 2);
    assertThat(store.purpose(NOTES, 2)).isEmpty();
  }

  private List<String> differences(int one, int other) {
    var found = new ArrayList<String>();
    store.compare(
        NOTES,
        one,
        other,
        () -> {},
        row ->
            found.add(
                row.key()
                    + (row.one() == null ? " added" : row.other() == null ? " gone" : " changed")));
    return found;
  }

  @Test
  void twoGenerationsAreComparedRowByRow() {
    String beyond = Character.toString(0x1F375);
    store
        .live(NOTES)
        .apply(
            upserts(note("a", "s", 1), note("b", "s", 2), note("d", null, 3), note(beyond, "s", 3)),
            at(0),
            at(9));
    var next = store.open(NOTES, 2);
    next.apply(
        upserts(note("a", "s", 1), note("b", "t", 2), note("c", "s", 2), note("\uFFFD", "s", 3)),
        at(0),
        at(9));
    assertThat(differences(1, 2))
        .containsExactly("b changed", "c added", "d gone", "\uFFFD added", beyond + " gone");
    next.apply(upserts(note("d", null, 4)), at(9), at(9));
    assertThat(differences(1, 2)).as("seen at another position").contains("d changed");
    next.apply(
        new Batch<>(
            Map.of("b", note("b", "s", 2), "d", note("d", null, 3), beyond, note(beyond, "s", 3)),
            List.of("c", "\uFFFD")),
        at(9),
        at(9));
    assertThat(differences(1, 2)).isEmpty();
    next.apply(Batch.empty(), at(9), at(10));
    assertThatThrownBy(() -> differences(1, 2)).isInstanceOf(PositionConflict.class);
  }

  @Test
  void aComparisonIsOfOneMomentAlsoWhileBothAreWritten() {
    var live = store.live(NOTES);
    live.apply(upserts(note("a", "s", 1), note("b", "s", 2)), at(0), at(9));
    var next = store.open(NOTES, 2);
    next.apply(upserts(note("a", "s", 1), note("b", "t", 2)), at(0), at(9));
    var found = new ArrayList<String>();
    store.compare(
        NOTES,
        1,
        2,
        () -> {
          live.apply(upserts(note("a", "x", 10)), at(9), at(10));
          next.apply(upserts(note("b", "s", 2)), at(9), at(11));
        },
        row -> found.add(row.key()));
    assertThat(found).containsExactly("b");
    assertThat(live.position()).isEqualTo(at(10));
  }

  @Test
  void viewsOfAnotherLogAreRefusedWithARemedy() {
    store.bind("log-1", at(0));
    store.live(NOTES).apply(Batch.empty(), at(0), at(7));
    reopen();
    store.bind("log-1", at(7));
    assertThatThrownBy(() -> store.bind("log-2", at(100)))
        .isInstanceOf(ForeignViews.class)
        .hasMessageContaining("log-2")
        .hasMessageContaining("move");
  }

  @Test
  void viewsAheadOfTheirLogAreRefusedWithARemedy() {
    store.bind("log-1", at(0));
    store.live(NOTES).apply(Batch.empty(), at(0), at(7));
    assertThatThrownBy(() -> store.bind("log-1", at(6)))
        .isInstanceOf(ForeignViews.class)
        .hasMessageContaining("test-notes")
        .hasMessageContaining("ends at 6")
        .hasMessageContaining("move");
  }
}
