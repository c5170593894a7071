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

/**
 * What every view store does with the generations of a view; the base of {@link ViewStoreContract}.
 */
public abstract class GenerationsContract {
  public record Note(String text, String shelf, Map<String, Long> counts) {}

  protected static final ViewDefinition<Note> NOTES =
      ViewDefinition.of("test-notes", 1, Note.class)
          .indexedBy("by-shelf", Note::shelf)
          .groupedBy("of-shelf", Note::shelf);

  static final ViewDefinition<Note> OTHERS =
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

  final List<String> keys(String index, String prefix) {
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
}
