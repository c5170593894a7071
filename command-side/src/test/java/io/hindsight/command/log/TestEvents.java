package io.hindsight.command.log;

import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.contracts.serving.ServedList;
import io.hindsight.contracts.time.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Events for tests of the log. */
final class TestEvents {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private TestEvents() {}

  static DomainEventMessage<?> recorded(String id) {
    InteractionId interaction = new InteractionId(id);
    return message(
        Stream.of(interaction),
        0,
        InteractionRecorded.plain(
            interaction, new SubjectId("s-1"), new ItemId("i-1"), InteractionType.VIEW, NOON));
  }

  /** A list that was served to somebody, of one item. */
  static ServedList list(String subject, String item) {
    return new ServedList(
        new ListRequest(
            ListKind.PERSONAL,
            new SubjectId(subject),
            null,
            new PlacementId("home"),
            1,
            0,
            0,
            ListFilter.NONE),
        new Basis(null, LogPosition.START, LogPosition.START, null, 0, 1, NOON),
        new ServedItems(List.of(new ItemId(item)), List.of(1f), List.of()));
  }

  static DomainEventMessage<?> delisted(String item, long sequence) {
    ItemId id = new ItemId(item);
    return message(Stream.of(id), sequence, new ItemDelisted(id, NOON));
  }

  static DomainEventMessage<?> message(Stream stream, long sequence, Object event) {
    return new GenericDomainEventMessage<>(
        stream.kind(), stream.name(), sequence, event, MetaData.from(Map.of("traceId", "t-1")));
  }

  /** Interactions {@code prefix-from} to {@code prefix-(to-1)}. */
  static List<DomainEventMessage<?>> interactions(String prefix, int from, int to) {
    return IntStream.range(from, to)
        .<DomainEventMessage<?>>mapToObj(i -> recorded(prefix + "-" + i))
        .toList();
  }

  static Ids ids() {
    return ids("id-");
  }

  /** Ids that nobody else draws. */
  static Ids randomIds() {
    return ids(UUID.randomUUID() + "-");
  }

  private static Ids ids(String prefix) {
    AtomicLong next = new AtomicLong();
    return new Ids() {
      @Override
      public String next() {
        return prefix + next.incrementAndGet();
      }

      @Override
      public long nextSeed() {
        return next.incrementAndGet();
      }
    };
  }
}
