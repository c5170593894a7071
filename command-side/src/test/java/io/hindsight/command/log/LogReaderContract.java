package io.hindsight.command.log;

import static io.hindsight.command.log.TestEvents.delisted;
import static io.hindsight.command.log.TestEvents.interactions;
import static io.hindsight.command.log.TestEvents.list;
import static io.hindsight.command.log.TestEvents.message;
import static io.hindsight.command.log.TestEvents.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.LogMoment;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every store of the log tells to readers apart from all processors; the base of {@link
 * LogContract}.
 */
@Timeout(120)
abstract class LogReaderContract {
  LogStore log;

  /** A log that no other test has seen. */
  abstract LogSettings freshSettings() throws Exception;

  LogSettings settings;

  @BeforeEach
  void openFreshLog() throws Exception {
    settings = freshSettings();
    log = open();
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  final LogStore open() {
    return LogStore.open(settings, MessageRegistry.ofEventsAnd(List.of()), TestEvents.ids());
  }

  final List<RecordedEvent> replay() {
    List<RecordedEvent> events = new ArrayList<>();
    log.reader().read(LogPosition.START, log.head(), events::add);
    return events;
  }

  @Test
  void theNewestEventOfAStreamIsFoundAsOfAnyPosition() {
    for (int i = 0; i < 5; i++) {
      log.eventStore().publish(List.of(recorded("a" + i), delisted("x", i), delisted("xy", i)));
    }
    Stream stream = Stream.of(new ItemId("x"));
    RecordedEvent newest = null;
    for (RecordedEvent event : replay()) {
      newest = event.stream().equals(stream) ? event : newest;
      assertThat(log.reader().latest(stream, event.position()))
          .isEqualTo(Optional.ofNullable(newest));
    }
  }

  @Test
  void streamsAreReadAloneOrByTheirKind() {
    for (int i = 0; i < 4; i++) {
      log.eventStore().publish(List.of(recorded("a" + i), delisted("x", i), delisted("xy", i)));
    }
    List<RecordedEvent> all = replay();
    LogPosition at = all.get(7).position();
    List<RecordedEvent> before = all.subList(0, 8);

    List<RecordedEvent> one = new ArrayList<>();
    log.reader().readStream(Stream.of(new ItemId("x")), at, one::add);
    assertThat(one)
        .isEqualTo(before.stream().filter(e -> e.stream().name().equals("item/x")).toList())
        .hasSize(3);
    List<RecordedEvent> kind = new ArrayList<>();
    log.reader().readKind(Stream.ITEM, at, kind::add);
    assertThat(kind)
        .isEqualTo(before.stream().filter(e -> e.stream().kind().equals("item")).toList())
        .hasSize(5);
    List<RecordedEvent> none = new ArrayList<>();
    log.reader().readKind(Stream.PLACEMENT, log.head(), none::add);
    assertThat(none).isEmpty();
  }

  @Test
  void momentsOfTheLogAreFoundByPositionAndByTime() {
    assertThat(log.reader().momentAt(new LogPosition(5))).isEmpty();
    assertThat(LogMoment.by(Instant.MAX, log.reader())).isEmpty();
    for (int i = 0; i < 9; i++) {
      log.eventStore().publish(List.of(recorded("a" + i)));
    }
    List<RecordedEvent> all = replay();
    for (RecordedEvent event : all) {
      LogMoment moment = new LogMoment(event.position(), event.recordedAt());
      assertThat(log.reader().momentAt(event.position())).contains(moment);
      assertThat(LogMoment.by(event.recordedAt(), log.reader()).orElseThrow().recordedAt())
          .isEqualTo(event.recordedAt());
    }
    LogPosition head = log.head();
    assertThat(log.reader().momentAt(new LogPosition(head.value() + 7)).orElseThrow().position())
        .isEqualTo(head);
    assertThat(LogMoment.by(all.getFirst().recordedAt().minusMillis(1), log.reader())).isEmpty();
    assertThat(LogMoment.by(Instant.MAX, log.reader()).orElseThrow().position()).isEqualTo(head);
  }

  @Test
  void aReaderMayAskForSomeTypesOnly() {
    log.eventStore().publish(List.of(recorded("a"), delisted("x", 0), recorded("b")));

    List<RecordedEvent> interactions = new ArrayList<>();
    log.reader()
        .read(LogPosition.START, log.head(), Set.of(InteractionRecorded.class), interactions::add);
    assertThat(names(interactions)).containsExactly("interaction/a", "interaction/b");
  }

  @Test
  void aReaderMayAskForWhatHoldsATextOnly() {
    log.eventStore().publish(interactions("a", 0, 2_500));
    log.eventStore().publish(List.of(delisted("a-12", 0)));

    assertThat(mentioning("a-24%", log.head(), Set.of())).as("no pattern").isEmpty();
    assertThat(mentioning("a-2471", log.head(), Set.of())).containsExactly("interaction/a-2471");
    List<String> some = mentioning("a-12", log.head(), Set.of());
    assertThat(some).hasSize(1 + 10 + 100 + 1).endsWith("item/a-12");
    assertThat(mentioning("a-12", log.head(), Set.of(InteractionRecorded.class)))
        .isEqualTo(some.subList(0, 111));
    LogPosition before = replay().get(1_229).position();
    assertThat(mentioning("a-12", before, Set.of())).isEqualTo(some.subList(0, 41));
    List<String> most = mentioning("a-", log.head(), Set.of(InteractionRecorded.class));
    assertThat(most).as("more than is read at a time").hasSize(2_500).doesNotHaveDuplicates();

    RecommendationId id = new RecommendationId("a-12-list");
    log.eventStore()
        .publish(
            List.of(
                message(
                    Stream.of(id), 0, new RecommendationServed(id, List.of(list("s-1", "tea"))))));
    String receipt = Stream.of(id).name();
    assertThat(mentioning("a-12", log.head(), Set.of())).contains(receipt);
    assertThat(mentioning("a-12", log.head(), Set.of(RecommendationServed.class)))
        .containsExactly(receipt);
    assertThat(mentioning("a-12", log.head(), Set.of(InteractionRecorded.class))).hasSize(111);
  }

  private List<String> mentioning(String text, LogPosition upTo, Set<Class<?>> types) {
    List<RecordedEvent> found = new ArrayList<>();
    log.reader().readMentioning(text, upTo, types, found::add);
    return names(found);
  }

  static List<String> names(List<RecordedEvent> events) {
    return events.stream().map(event -> event.stream().name()).toList();
  }
}
