package io.hindsight.command.log;

import static io.hindsight.command.log.TestEvents.NOON;
import static io.hindsight.command.log.TestEvents.interactions;
import static io.hindsight.command.log.TestEvents.list;
import static io.hindsight.command.log.TestEvents.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.log.StoredLog.Found;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must tell of the events as they are stored. */
abstract class StoredLogContract {
  private static final String AWKWARD = "l\"a\\mp ü";

  private LogStore log;

  abstract LogSettings freshSettings() throws Exception;

  @BeforeEach
  void fillALog() throws Exception {
    log = LogStore.open(freshSettings(), MessageRegistry.ofEventsAnd(List.of()), TestEvents.ids());
    List<EventMessage<?>> events = new ArrayList<>(interactions("a", 0, 2_500));
    ItemId item = new ItemId(AWKWARD);
    events.add(message(Stream.of(item), 0, new ItemListed(item, details("i-1"), NOON)));
    log.eventStore().publish(events);
  }

  private static ItemDetails details(String title) {
    return new ItemDetails(
        title, null, List.of(), null, null, null, null, List.of(), Map.of(), null, null);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  private List<StoredEvent> find(EventFilter filter, int limit) {
    return stored().find(filter, LogPosition.START, log.head(), limit).events();
  }

  private StoredLog stored() {
    return log.stored();
  }

  private static EventFilter about(String subject, String item, String traceId) {
    return new EventFilter(
        null,
        subject == null ? null : new SubjectId(subject),
        item == null ? null : new ItemId(item),
        Set.of(),
        null,
        null,
        traceId);
  }

  @Test
  void everyEventIsReadOnceInOrderAsItIsStored() {
    List<StoredEvent> all = new ArrayList<>();
    stored().read(LogPosition.START, log.head(), all::add);
    assertThat(all).hasSize(2_501);
    assertThat(all).isSortedAccordingTo((a, b) -> a.position().compareTo(b.position()));
    StoredEvent first = all.getFirst();
    assertThat(first.type()).isEqualTo("interaction.InteractionRecorded");
    assertThat(first.stream()).isEqualTo("interaction/a-0");
    assertThat(first.kind()).isEqualTo("interaction");
    assertThat(first.payload()).startsWith("{\"").contains("\"subjectId\":\"s-1\"");
    assertThat(first.metadata()).contains("\"t-1\"");
    assertThat(stored().at(first.position())).contains(first);
    assertThat(stored().at(new LogPosition(99_999))).isEmpty();
    assertThat(stored().id()).isEqualTo(log.id());

    List<StoredEvent> some = new ArrayList<>();
    stored().read(all.get(9).position(), all.get(19).position(), some::add);
    assertThat(some).isEqualTo(all.subList(10, 20));
  }

  @Test
  void pagesFollowOneAnother() {
    LogPosition after = LogPosition.START;
    int events = 0;
    Found page;
    do {
      page = stored().find(EventFilter.ALL, after, log.head(), 700);
      events += page.events().size();
      after = page.seenTo();
    } while (page.more());
    assertThat(events).isEqualTo(2_501);
    assertThat(after).isEqualTo(log.head());
  }

  @Test
  void eventsAreFoundByTheirStream() {
    Stream stream = Stream.of(new ItemId(AWKWARD));
    EventFilter filter = new EventFilter(stream.name(), null, null, Set.of(), null, null, null);
    assertThat(find(filter, 10)).extracting(StoredEvent::stream).containsExactly(stream.name());
  }

  @Test
  void eventsAreFoundByWhatTheyAreAbout() {
    assertThat(find(about("s-1", null, null), 5_000)).hasSize(2_500);
    assertThat(find(about("s-2", null, null), 10)).isEmpty();
    assertThat(find(about(null, AWKWARD, null), 10)).hasSize(1);
    assertThat(find(about(null, "i-1", null), 5_000))
        .as("that an item is called i-1 does not make it i-1")
        .hasSize(2_500);
    assertThat(find(about("s-1", AWKWARD, null), 10)).as("both").isEmpty();
    assertThat(find(about(null, AWKWARD, "t-1"), 10)).hasSize(1);
    assertThat(find(about(null, null, "t-2"), 10)).isEmpty();
  }

  /** Each of them is about its own person, items and trace, and none about its neighbour's. */
  @Test
  void listsThatShareAnEventAreFoundEachForItself() {
    RecommendationId id = new RecommendationId("r");
    log.eventStore()
        .publish(
            List.of(
                new GenericDomainEventMessage<>(
                    "recommendation",
                    Stream.of(id).name(),
                    0,
                    new RecommendationServed(id, List.of(list("ann", "tea"), list("bob", "mug"))),
                    MetaData.from(Map.of("traceId", "t-ann t-bob")))));

    assertThat(find(about("ann", null, null), 10)).hasSize(1);
    assertThat(find(about("bob", "mug", "t-bob"), 10)).hasSize(1);
    assertThat(find(about(null, null, "t-ann"), 10)).hasSize(1);
    assertThat(find(about("ann", "mug", null), 10)).isEmpty();
    assertThat(find(about("ann", null, "t-bob"), 10)).isEmpty();
    assertThat(find(about(null, "tea", "t-bob"), 10)).isEmpty();
    assertThat(find(about(null, null, "t-an"), 10)).isEmpty();
  }

  @Test
  void eventsAreFoundByTypeAndTime() {
    EventFilter listed =
        new EventFilter(null, null, null, Set.of("catalog.ItemListed"), null, null, null);
    List<StoredEvent> found = find(listed, 10);
    assertThat(found).hasSize(1);
    Instant recorded = found.getFirst().recorded();
    assertThat(find(during(recorded, recorded.plusNanos(1_000_000)), 10))
        .contains(found.getFirst());
    assertThat(find(during(recorded.plusSeconds(3_600), null), 10)).isEmpty();
    assertThat(find(during(null, recorded.minusSeconds(3_600)), 10)).isEmpty();
  }

  private static EventFilter during(Instant from, Instant until) {
    return new EventFilter(null, null, null, Set.of("catalog.ItemListed"), from, until, null);
  }
}
