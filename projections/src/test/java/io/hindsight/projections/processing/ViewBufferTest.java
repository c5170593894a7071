package io.hindsight.projections.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.projections.given.MapGeneration;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration.Batch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewBufferTest {
  private final MapGeneration<String> stored =
      new MapGeneration<>(ViewDefinition.of("texts", 1, String.class));
  private final ViewBuffer<String> rows = new ViewBuffer<>(stored, at(3));

  private static LogPosition at(long position) {
    return new LogPosition(position);
  }

  @Test
  void aRowThatIsAheadIsNotChangedByEventsItHasSeen() {
    stored.apply(new Batch<>(Map.of("a", new Row<>("a", "seen", at(7))), List.of()), at(0), at(3));
    rows.update("a", at(6), before -> before + "+6");
    rows.update("a", at(7), before -> before + "+7");
    assertThat(rows.changes().upserts()).isEmpty();
    rows.update("a", at(8), before -> before + "+8");
    assertThat(rows.changes().upserts())
        .containsOnly(Map.entry("a", new Row<>("a", "seen+8", at(8))));
  }

  @Test
  void oneEventMayChangeARowTwice() {
    rows.update("a", at(4), before -> "one");
    rows.update("a", at(4), before -> before + "two");
    assertThat(rows.get("a")).isEqualTo("onetwo");
  }

  @Test
  void aRowThatCameAndWentLeavesNothingToWrite() {
    rows.update("a", at(4), before -> "one");
    rows.update("a", at(5), before -> null);
    assertThat(rows.changes().upserts()).isEmpty();
    assertThat(rows.changes().deletes()).isEmpty();
  }

  @Test
  void aStoredRowThatWentIsDeleted() {
    stored.apply(new Batch<>(Map.of("a", new Row<>("a", "x", at(2))), List.of()), at(0), at(3));
    rows.update("a", at(5), before -> null);
    assertThat(rows.changes().deletes()).containsExactly("a");
  }

  @Test
  void rowsFetchedAheadAreNotFetchedAgain() {
    rows.prefetch(List.of("a", "b", "a"));
    rows.update("a", at(4), before -> "one");
    rows.update("b", at(4), before -> "two");
    assertThat(stored.reads).isEqualTo(1);
  }

  @Test
  void aRowThatIsPutIsNotLookedUp() {
    stored.apply(new Batch<>(Map.of("a", new Row<>("a", "old", at(2))), List.of()), at(0), at(3));
    rows.put("a", at(4), "new");
    rows.put("b", at(5), "other");
    assertThat(rows.get("a")).isEqualTo("new");
    assertThat(rows.changes().upserts())
        .containsOnly(
            Map.entry("a", new Row<>("a", "new", at(4))),
            Map.entry("b", new Row<>("b", "other", at(5))));
    assertThat(stored.reads).isZero();
  }

  @Test
  void aRowThatWasPutAndWentIsDeletedSinceItMayBeStored() {
    stored.apply(new Batch<>(Map.of("a", new Row<>("a", "old", at(2))), List.of()), at(0), at(3));
    rows.put("a", at(4), "new");
    rows.update("a", at(5), before -> null);
    assertThat(rows.changes().upserts()).isEmpty();
    assertThat(rows.changes().deletes()).containsExactly("a");
  }

  @Test
  void anEventCountsOncePerBatch() {
    assertThat(rows.advance(at(3))).isFalse();
    assertThat(rows.advance(at(4))).isTrue();
    assertThat(rows.advance(at(4))).isFalse();
  }
}
