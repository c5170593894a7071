package io.hindsight.query.support;

import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.contracts.serving.ReceiptLog;
import io.hindsight.contracts.serving.ServedList;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log in memory. Times are the test's. */
public final class MemoryLog implements FactLog, ReceiptLog, LogReader {
  private final List<RecordedEvent> events = new ArrayList<>();
  private final Map<String, Long> heads = new HashMap<>();
  private Instant time = Shop.NOW;
  private boolean down;

  public synchronized void at(Instant now) {
    time = now;
  }

  /** From now on nothing can be stored. */
  public synchronized void breakDown() {
    down = true;
  }

  @Override
  public synchronized CompletableFuture<Appended> append(List<Fact> facts) {
    if (down) {
      return CompletableFuture.failedFuture(new LogUnavailable("the disk is full", null));
    }
    List<Integer> duplicates = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = facts.get(i);
      if (fact.expectation() == Fact.Expectation.NEW_STREAM
          && heads.containsKey(fact.stream().name())) {
        duplicates.add(i);
      } else {
        long sequence = heads.merge(fact.stream().name(), 0L, (head, zero) -> head + 1);
        events.add(
            new RecordedEvent(
                new LogPosition(events.size() + 1L),
                time,
                fact.stream(),
                sequence,
                fact.event(),
                fact.metadata()));
      }
    }
    return CompletableFuture.completedFuture(new Appended(head(), duplicates));
  }

  /** Each in an event of its own. */
  @Override
  public CompletableFuture<RecommendationId> keep(ServedList list, @Nullable String traceId) {
    RecommendationId id = new RecommendationId("list" + (head().value() + 1));
    return append(
            List.of(
                new Fact(
                    Stream.of(id),
                    Fact.Expectation.NEW_STREAM,
                    RecommendationServed.of(new Receipt(id, list)),
                    traceId == null ? Map.of() : Map.of("traceId", traceId))))
        .thenApply(appended -> id);
  }

  public List<Receipt> receipts() {
    return events().stream()
        .map(RecordedEvent::event)
        .filter(RecommendationServed.class::isInstance)
        .flatMap(event -> ((RecommendationServed) event).receipts().stream())
        .toList();
  }

  public synchronized List<RecordedEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public synchronized LogPosition head() {
    return new LogPosition(events.size());
  }

  @Override
  public void read(
      LogPosition afterExclusive,
      LogPosition toInclusive,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer) {
    List<RecordedEvent> part;
    synchronized (this) {
      part = List.copyOf(events.subList((int) afterExclusive.value(), (int) toInclusive.value()));
    }
    part.stream()
        .filter(event -> types.isEmpty() || types.contains(event.event().getClass()))
        .forEach(consumer);
  }

  @Override
  public void readMentioning(
      String text,
      LogPosition toInclusive,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer) {
    read(
        LogPosition.START,
        toInclusive,
        types,
        event -> {
          if (event.event().toString().contains(text)) {
            consumer.accept(event);
          }
        });
  }

  @Override
  public synchronized List<RecordedEvent> read(Collection<LogPosition> positions) {
    return positions.stream()
        .sorted()
        .map(position -> events.get((int) position.value() - 1))
        .toList();
  }

  @Override
  public synchronized Optional<RecordedEvent> latest(Stream stream, LogPosition atMost) {
    return events.reversed().stream()
        .filter(event -> atMost.reaches(event.position()) && event.stream().equals(stream))
        .findFirst();
  }
}
