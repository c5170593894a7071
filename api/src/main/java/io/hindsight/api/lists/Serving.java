package io.hindsight.api.lists;

import io.hindsight.api.positions.Eventual;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.Writer;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.Moment;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.ListKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for lists and measures how long that takes. */
@Component
final class Serving {
  private final Reads reads;
  private final WrittenItems written;
  private final Map<ListKind, Timer> timers = new EnumMap<>(ListKind.class);

  Serving(Reads reads, WrittenItems written, MeterRegistry meters) {
    this.reads = reads;
    this.written = written;
    for (ListKind kind : ListKind.values()) {
      timers.put(
          kind,
          Timer.builder("hindsight.serving")
              .description("from a request for a list to its answer")
              .tag("kind", kind.wireName())
              .publishPercentiles(0.5, 0.95, 0.99)
              .publishPercentileHistogram()
              .minimumExpectedValue(Duration.ofNanos(100_000))
              .maximumExpectedValue(Duration.ofSeconds(10))
              .register(meters));
    }
  }

  Eventual<ListView> list(
      ListKind kind,
      @Nullable Moment moment,
      @Nullable String position,
      @Nullable Writer writer,
      Function<@Nullable LogPosition, ListQuery> query) {
    if (moment != null) { // Not served, and so not measured with those that are.
      return reads.<RecommendedList, ListView>askLater(
          moment, position, writer, query, ListView::of);
    }
    long start = System.nanoTime();
    Eventual<ListView> list =
        reads.<RecommendedList, ListView>askLater(position, writer, query, written::view);
    return new Eventual<>(
        list.answer().whenComplete((answer, failure) -> record(kind, start)), list.within());
  }

  private void record(ListKind kind, long start) {
    Timer timer = timers.get(kind);
    if (timer != null) {
      timer.record(Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
