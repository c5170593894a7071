package io.hindsight.projections.views;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.projections.given.MapGeneration;
import io.hindsight.projections.processing.ViewBuffer;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.views.FeatureRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A view of a few events, each flushed by itself. */
final class Folded<T> {
  private final ViewProjection<T> projection;
  final MapGeneration<T> generation;

  Folded(ViewProjection<T> projection) {
    this.projection = projection;
    this.generation = new MapGeneration<>(projection.view());
  }

  static <T> Folded<T> of(ViewProjection<T> projection, Object... events) {
    return of(projection, List.of(events));
  }

  static <T> Folded<T> of(ViewProjection<T> projection, List<?> events) {
    var folded = new Folded<>(projection);
    events.forEach(folded::then);
    return folded;
  }

  Folded<T> then(Object event) {
    var from = generation.position();
    var to = new LogPosition(from.value() + 1);
    var rows = new ViewBuffer<>(generation, from);
    if (!projection.ignores(event.getClass())) {
      rows.prefetch(projection.keys(event));
      projection.handle(event, to, rows);
    }
    generation.apply(rows.changes(), from, to);
    return this;
  }

  T row(String key) {
    return generation.values().get(key);
  }

  Map<String, T> rows() {
    return generation.values();
  }

  /** Without what is noted of items: who met one first, before it was listed, leaves that there. */
  Map<String, T> rowsOfPeople() {
    Map<String, T> rows = new HashMap<>(generation.values());
    rows.values().removeIf(row -> row instanceof FeatureRow features && features.filing() != null);
    return rows;
  }
}
