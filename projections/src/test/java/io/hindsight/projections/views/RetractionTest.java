package io.hindsight.projections.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.projections.given.RandomLog;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.views.FeatureRow;
import io.hindsight.readmodel.views.QualityRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After a retraction the rows are those of a log in which the interaction never was. Said
 * exceptions: history keeps the row, features keep the first and last time, quality counts the
 * retraction.
 */
class RetractionTest {

  static LongStream seeds() {
    long fixed = Long.getLong("seed", -1);
    return fixed >= 0 ? LongStream.of(fixed) : LongStream.range(100, 110);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatWasRetractedLeavesNoTrace(long seed) {
    List<Object> events = new RandomLog(seed).take(600);
    Set<String> gone = new HashSet<>();
    for (Object event : events) {
      if (event instanceof InteractionRetracted retracted) {
        gone.add(retracted.interactionId().value());
      }
    }
    List<Object> never =
        events.stream()
            .filter(event -> !(event instanceof InteractionRetracted))
            .filter(
                event ->
                    !(event instanceof InteractionRecorded recorded
                        && gone.contains(recorded.interactionId().value())))
            .toList();
    assertThat(gone).isNotEmpty();
    for (var projection : Projections.all()) {
      if (!(projection instanceof HistoryProjection)) {
        compare(projection, events, never, seed);
      }
    }
  }

  private static <T> void compare(
      ViewProjection<T> projection, List<Object> events, List<Object> never, long seed) {
    assertThat(withoutExceptions(Folded.of(projection, events).rowsOfPeople()))
        .as("%s, seed %d", projection.view().name(), seed)
        .isEqualTo(withoutExceptions(Folded.of(projection, never).rowsOfPeople()));
  }

  private static Map<String, Object> withoutExceptions(Map<String, ?> rows) {
    var same = new HashMap<String, Object>();
    rows.forEach(
        (key, row) ->
            same.put(
                key,
                switch (row) {
                  case FeatureRow features -> timeless(features);
                  case QualityRow quality -> withoutRetractions(quality);
                  default -> row;
                }));
    return same;
  }

  private static FeatureRow timeless(FeatureRow row) {
    var months = new TreeMap<String, FeatureRow>();
    row.months().forEach((month, part) -> months.put(month, timeless(part)));
    return new FeatureRow(
        row.counts(),
        null,
        null,
        row.dwellSeconds(),
        row.ratings(),
        row.categories(),
        row.brands(),
        months,
        row.filing(),
        row.refiled());
  }

  private static QualityRow withoutRetractions(QualityRow row) {
    var totals = new TreeMap<>(row.totals());
    totals.remove(QualityRow.RETRACTED);
    return new QualityRow(totals, row.name(), row.known(), row.interactions());
  }
}
