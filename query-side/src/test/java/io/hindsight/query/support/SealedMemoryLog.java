package io.hindsight.query.support;

import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.log.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A few stored events, of which all up to a position count as sealed; remembers what was asked. */
public final class SealedMemoryLog implements StoredLog, LogIntegrity {
  private final List<StoredEvent> events = new ArrayList<>();
  private long sealedTo;
  public EventFilter asked;

  /** So many positions are looked through in one search. */
  public int stretch = 1_000_000;

  /** At the next position. */
  public SealedMemoryLog add(String type, String payload) {
    long position = events.size() + 1L;
    events.add(
        new StoredEvent(
            new LogPosition(position),
            "e" + position,
            type.startsWith("serving.") ? "recommendation" : "item",
            "item/" + position,
            0,
            type,
            "1",
            "2026-03-01T12:00:00Z",
            "{}",
            payload));
    return this;
  }

  public void sealUpTo(long position) {
    sealedTo = position;
  }

  @Override
  public String id() {
    return "log";
  }

  @Override
  public LogPosition head() {
    return new LogPosition(events.size());
  }

  @Override
  public Optional<StoredEvent> newest(Stream stream) {
    return Optional.empty();
  }

  @Override
  public Optional<StoredEvent> firstOutside(Stream stream, LogPosition afterExclusive) {
    return Optional.empty();
  }

  @Override
  public long strays() {
    return 0;
  }

  @Override
  public void read(
      LogPosition afterExclusive,
      LogPosition toInclusive,
      long limit,
      Consumer<StoredEvent> consumer) {
    events.stream()
        .limit(limit)
        .filter(event -> event.position().compareTo(afterExclusive) > 0)
        .filter(event -> toInclusive.reaches(event.position()))
        .forEach(consumer);
  }

  @Override
  public Found find(
      EventFilter filter, LogPosition afterExclusive, LogPosition toInclusive, int limit) {
    asked = filter;
    List<StoredEvent> found = new ArrayList<>();
    long at = afterExclusive.value();
    long end = Math.min(toInclusive.value(), at + stretch);
    while (at < end && found.size() < limit) {
      StoredEvent event = events.get((int) at++);
      if (filter.subject() == null || event.payload().contains(filter.subject().value())) {
        found.add(event);
      }
    }
    return new Found(found, new LogPosition(at), toInclusive);
  }

  @Override
  public Optional<StoredEvent> at(LogPosition position) {
    return events.stream().filter(event -> event.position().equals(position)).findFirst();
  }

  @Override
  public State state() {
    return new State("log", null, null, head(), null, true, null, "key", "pem");
  }

  @Override
  public Optional<Checked> check(LogPosition after, String knownDigest) {
    return after.equals(LogPosition.START)
        ? Optional.of(new Checked(after, head(), events.size(), 1, List.of(), null))
        : Optional.empty();
  }

  @Override
  public Optional<InclusionProof> prove(LogPosition position) {
    return at(position)
        .filter(event -> sealedTo >= event.position().value())
        .map(
            event ->
                new InclusionProof(
                    event,
                    0,
                    List.of(),
                    new LogSealed(
                        new SealStatement(
                            "log", 1, LogPosition.START, head(), events.size(), "", "", ""),
                        "key",
                        "",
                        "",
                        List.of(),
                        Instant.EPOCH),
                    head()));
  }

  @Override
  public Optional<StoredEvent> event(LogPosition position) {
    return at(position);
  }
}
