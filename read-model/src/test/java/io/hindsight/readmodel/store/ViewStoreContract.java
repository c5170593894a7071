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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every view store does. An adapter's test extends this. */
public abstract class ViewStoreContract extends GenerationsContract {
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
  void aGroupIsFoundAndFollowsItsRowsAndCannotBePaged() {
    var notes = store.live(NOTES);
    notes.apply(
        upserts(note("a", "x|1", 1), note("b", "x|2", 1), note("c", "y", 1), note("d", null, 1)),
        at(0),
        at(1));
    assertThat(notes.keys("of-shelf", "x|")).containsExactlyInAnyOrder("a", "b");
    notes.apply(new Batch<>(Map.of("a", note("a", "y", 2)), List.of("b")), at(1), at(2));
    assertThat(notes.keys("of-shelf", "x|")).isEmpty();
    assertThat(notes.keys("of-shelf", "")).containsExactlyInAnyOrder("a", "c");
    assertThatThrownBy(() -> store.page(NOTES, "of-shelf", "", null, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no order by of-shelf");
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
    for (int i = 0; i < 2_345; i++) {
      rows.put("key" + i, note("key" + i, "x", i));
    }
    store.live(NOTES).apply(new Batch<>(rows, List.of()), at(0), at(1));
    var wanted = new ArrayList<>(rows.keySet());
    wanted.add("missing");
    assertThat(store.live(NOTES).getAll(wanted)).isEqualTo(rows);
    assertThat(store.getAll(NOTES, wanted.subList(0, 1_237)))
        .hasSize(1_237)
        .allSatisfy((key, row) -> assertThat(row).isEqualTo(rows.get(key)));
    var tooMany = IntStream.rangeClosed(0, 10_000).mapToObj(i -> "key" + i).toList();
    assertThatThrownBy(() -> store.getAll(NOTES, tooMany))
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
  void viewsDoNotMixUp() {
    store.live(NOTES).apply(upserts(note("a", "s", 1)), at(0), at(3));
    assertThat(store.get(OTHERS, "a")).isEmpty();
    assertThat(store.position(OTHERS)).isEqualTo(LogPosition.START);
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
