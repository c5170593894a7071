package io.hindsight.command.log;

import static io.hindsight.command.log.TestEvents.delisted;
import static io.hindsight.command.log.TestEvents.interactions;
import static io.hindsight.command.log.TestEvents.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.common.AxonException;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of the log must do. */
@Timeout(120)
abstract class LogContract extends LogReaderContract {
  @Test
  void anEmptyLogAnswersEveryQuestion() {
    assertThat(log.head()).isEqualTo(LogPosition.START);
    assertThat(LogTokens.position(log.eventStore().createTailToken())).isEqualTo(LogPosition.START);
    assertThat(LogTokens.position(log.eventStore().createHeadToken())).isEqualTo(LogPosition.START);
    assertThat(LogTokens.position(log.eventStore().createTokenAt(Instant.EPOCH)))
        .isEqualTo(LogPosition.START);
    assertThat(log.eventStore().lastSequenceNumberFor("item/none")).isEmpty();
    assertThat(log.eventStore().readEvents("item/none").hasNext()).isFalse();
    assertThat(log.heads().sequences(List.of("item/none"))).isEmpty();
    assertThat(log.reader().read(List.of(new LogPosition(1)))).isEmpty();
    assertThat(log.reader().latest(new Stream("item", "item/none"), new LogPosition(1))).isEmpty();
    assertThat(replay()).isEmpty();
  }

  @Test
  void whatWasAppendedReadsBackWholeAndInOrder() {
    log.eventStore().publish(List.of(recorded("a"), delisted("x", 0), delisted("x", 1)));

    List<RecordedEvent> events = replay();
    assertThat(events)
        .extracting(event -> event.stream().name())
        .containsExactly("interaction/a", "item/x", "item/x");
    assertThat(events).extracting(RecordedEvent::sequence).containsExactly(0L, 0L, 1L);
    assertThat(events.getFirst().event()).isEqualTo(recorded("a").getPayload());
    assertThat(events.getFirst().metadata()).isEqualTo(Map.of("traceId", "t-1"));
    assertThat(events.getFirst().stream().kind()).isEqualTo("interaction");
    assertThat(events.getFirst().recordedAt())
        .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
    assertThat(log.head()).isEqualTo(events.getLast().position());
  }

  @Test
  void aDuplicateStoresNothingOfItsBatch() {
    log.eventStore().publish(List.of(recorded("a"), delisted("x", 0)));
    LogPosition before = log.head();

    assertThatThrownBy(() -> log.eventStore().publish(List.of(recorded("b"), recorded("a"))))
        .isInstanceOf(AggregateStreamCreationException.class);
    assertThatThrownBy(() -> log.eventStore().publish(List.of(delisted("x", 1), delisted("x", 1))))
        .isInstanceOf(ConcurrencyException.class);

    assertThat(log.head()).isEqualTo(before);
    assertThat(log.heads().sequences(List.of("interaction/b", "item/x")))
        .isEqualTo(Map.of("item/x", 0L));
  }

  @Test
  void everyReaderSeesTheOrderOfEightConcurrentWriters() throws Exception {
    int writers = 8;
    int each = 60;
    int total = writers * each * 3;
    TrackingToken start = log.eventStore().createTailToken();
    List<String> replayed;
    List<List<String>> live;
    try (ExecutorService readers = Executors.newFixedThreadPool(2);
        ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      Callable<List<String>> reader = () -> follow(log.eventStore(), start, total);
      List<Future<List<String>>> following =
          List.of(readers.submit(reader), readers.submit(reader));
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String name = "w" + writer;
        writing.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    log.eventStore().publish(interactions(name + "-" + i, 0, 3));
                  }
                }));
      }
      for (Future<?> done : writing) {
        done.get();
      }
      live = List.of(following.getFirst().get(), following.getLast().get());
      replayed = follow(log.eventStore(), start, total);
    }
    assertThat(replayed).hasSize(total).doesNotHaveDuplicates();
    assertThat(live).allSatisfy(seen -> assertThat(seen).isEqualTo(replayed));
    assertThat(names(replay())).isEqualTo(replayed);
  }

  @Test
  void rolledBackAppendsLeaveReadersUndisturbed() throws Exception {
    for (int i = 0; i < 1_200; i++) {
      if (i % 40 == 0) {
        log.eventStore().publish(recorded("good-" + i));
      }
      assertThatThrownBy(() -> log.eventStore().publish(List.of(recorded("b"), recorded("b"))))
          .isInstanceOf(AxonException.class);
    }
    log.eventStore().publish(recorded("last"));

    List<String> seen = follow(log.eventStore(), 31);
    assertThat(seen).hasSize(31).endsWith("interaction/last").isEqualTo(names(replay()));
  }

  @Test
  void readingGoesOnFromAnyPosition() throws Exception {
    log.eventStore().publish(interactions("a", 0, 2_500));
    List<RecordedEvent> all = replay();
    RecordedEvent middle = all.get(1_234);

    List<RecordedEvent> rest = new ArrayList<>();
    log.reader().read(middle.position(), log.head(), rest::add);
    assertThat(rest).isEqualTo(all.subList(1_235, 2_500));

    List<RecordedEvent> some = new ArrayList<>();
    log.reader().read(all.get(9).position(), all.get(12).position(), some::add);
    assertThat(some).isEqualTo(all.subList(10, 13));

    List<LogPosition> picked =
        IntStream.iterate(2_499, i -> i >= 0, i -> i - 2)
            .mapToObj(i -> all.get(i).position())
            .toList();
    assertThat(names(log.reader().read(picked)))
        .isEqualTo(
            IntStream.range(0, 1_250).mapToObj(i -> "interaction/a-" + (2 * i + 1)).toList());
    assertThat(follow(log.eventStore(), LogTokens.token(middle.position()), 1_265))
        .isEqualTo(names(rest));
  }

  @Test
  void headsOfManyStreamsAreFoundAtOnce() {
    log.eventStore().publish(interactions("a", 0, 2_100));
    log.eventStore().publish(List.of(delisted("x", 0), delisted("x", 1), delisted("x", 2)));
    List<String> asked = new ArrayList<>(List.of("item/x", "item/none", "item/x"));
    IntStream.range(0, 2_100).forEach(i -> asked.add("interaction/a-" + i));

    assertThat(log.heads().sequences(asked))
        .hasSize(2_101)
        .containsEntry("item/x", 2L)
        .containsEntry("interaction/a-2099", 0L);
    assertThat(log.heads().last(asked)).hasSize(2_101);
    assertThat(log.heads().last(List.of("item/x")).get("item/x"))
        .isEqualTo(new StreamHeads.Head(2, delisted("x", 2).getPayload()));
    assertThat(log.heads().first(List.of("item/x")).get("item/x"))
        .satisfies(head -> assertThat(head.sequence()).isZero())
        .satisfies(head -> assertThat(head.event()).isInstanceOf(ItemDelisted.class));
  }

  @Test
  void listenersHearOfEachAppendAndCannotSpoilIt() {
    AtomicInteger heard = new AtomicInteger();
    log.onAppend(
        events -> {
          throw new IllegalStateException("a broken listener");
        });
    log.onAppend(events -> heard.addAndGet(events.size()));

    log.eventStore().publish(recorded("a"));
    log.eventStore().publish(interactions("b", 0, 10));

    assertThat(heard).hasValue(11);
    assertThat(replay()).hasSize(11);
  }

  @Test
  void aRestartKeepsEventsAndIdentity() {
    log.eventStore().publish(interactions("a", 0, 10));
    List<RecordedEvent> before = replay();
    String id = log.id();

    log.close();
    log = open();

    assertThat(log.id()).isEqualTo(id).isNotBlank();
    assertThat(replay()).isEqualTo(before);
    log.eventStore().publish(recorded("b"));
    assertThat(log.head().value()).isGreaterThan(before.getLast().position().value());
  }

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    log.close();
    List<String> acknowledged = KilledWriter.run(settings, 200);
    log = open();

    List<String> stored = names(replay());
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(200);
    assertThat(stored).containsAll(acknowledged).doesNotHaveDuplicates();
    log.eventStore().publish(recorded("after-the-kill"));
    assertThat(names(replay())).endsWith("interaction/after-the-kill");
  }

  static List<String> follow(EventStore events, int count) throws InterruptedException {
    return follow(events, events.createTailToken(), count);
  }

  /** What a processor would see, one after the other; a second visit to a position would show. */
  static List<String> follow(EventStore events, TrackingToken from, int count)
      throws InterruptedException {
    List<String> seen = new ArrayList<>();
    long last = LogTokens.position(from).value();
    try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(from)) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (seen.size() < count && System.nanoTime() < deadline) {
        if (!stream.hasNextAvailable(50, TimeUnit.MILLISECONDS)) {
          continue;
        }
        TrackedEventMessage<?> event = stream.nextAvailable();
        long position = LogTokens.position(event.trackingToken()).value();
        assertThat(position).isGreaterThan(last);
        last = position;
        InteractionRecorded interaction = (InteractionRecorded) event.getPayload();
        seen.add("interaction/" + interaction.interactionId());
      }
    }
    return seen;
  }
}
