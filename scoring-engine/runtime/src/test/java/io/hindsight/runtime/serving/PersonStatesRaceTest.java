package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Fold, history, readers and evictions all at once, each state against the log. */
class PersonStatesRaceTest {
  private static final int EVENTS = 4_000;
  private static final int READERS = 3;

  private final MemoryLog log = RandomShop.log(71, EVENTS);
  private final WaitingHistory history = new WaitingHistory(log);
  private final List<PersonChange> changes = new ArrayList<>();
  private volatile ServingSnapshot snapshot = ServingSnapshot.EMPTY;
  private volatile LogPosition published = LogPosition.START;
  private volatile boolean over;
  private PersonStates persons;
  private ServingFold fold;

  private static final class WaitingHistory extends MemoryHistory {
    WaitingHistory(MemoryLog log) {
      super(log);
    }

    @Override
    public LogPosition await(LogPosition wanted, Duration atMost) {
      long end = System.nanoTime() + atMost.toNanos();
      while (!reached.reaches(wanted) && System.nanoTime() < end) {
        LockSupport.parkNanos(50_000);
      }
      return reached;
    }
  }

  @RepeatedTest(16)
  void everyStateIsThatOfItsPositionAndWithATailNewerThanTheRequest(RepetitionInfo repetition)
      throws Exception {
    long seed = Long.getLong("hindsight.test.seed", System.nanoTime());
    int round = repetition.getCurrentRepetition();
    System.out.println("PersonStatesRaceTest " + round + ": hindsight.test.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    boolean roomy = round % 3 != 0;
    begin(round % 4 == 0 ? random.nextInt(EVENTS / 2) : 0, roomy, random);
    long start = published.value();
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS + 2)) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        SplittableRandom own = random.split();
        running.add(threads.submit(() -> read(own, roomy, start)));
      }
      SplittableRandom views = random.split();
      running.add(threads.submit(() -> follow(views)));
      try {
        fold(random);
      } finally {
        over = true;
      }
      for (Future<Integer> one : running) {
        assertThat(one.get()).as("seed %d", seed).isPositive();
      }
    }
  }

  /** With or without a checkpoint to start from, and with room for all events or for a few. */
  private void begin(int checkpoint, boolean roomy, SplittableRandom random) {
    ServingFold before = new ServingFold(change -> {});
    log.events()
        .subList(0, checkpoint)
        .forEach(event -> before.apply(event.position(), event.recordedAt(), event.event()));
    fold = new ServingFold(before.image(), changes::add);
    int bits = random.nextInt(2, 7);
    PersonTail tail =
        new PersonTail(fold.position(), roomy ? 1 << 24 : 2_000 + random.nextInt(20_000), bits);
    Duration timeout = Duration.ofMillis(random.nextInt(5));
    persons = new PersonStates(history, tail, () -> snapshot, timeout, 600);
    publish();
  }

  private void publish() {
    snapshot =
        new ServingSnapshot(fold.position(), fold.catalog(), Map.of(), Map.of(), Epoch.EMPTY);
    persons.apply(changes, fold.position());
    changes.clear();
    published = fold.position();
  }

  private void fold(SplittableRandom random) {
    while (fold.position().value() < EVENTS) {
      int from = (int) fold.position().value();
      int to = Math.min(EVENTS, from + 1 + random.nextInt(40));
      for (RecordedEvent event : log.events().subList(from, to)) {
        fold.apply(event.position(), event.recordedAt(), event.event());
      }
      publish();
      if (random.nextInt(4) == 0) {
        persons.trim();
      }
      LockSupport.parkNanos(random.nextInt(2_000_000));
    }
  }

  /** Now far behind the fold, now close to it, now ahead. */
  private int follow(SplittableRandom random) {
    int steps = 0;
    int lag = 0;
    while (!over) {
      if (random.nextInt(50) == 0) {
        lag = random.nextInt(4) == 0 ? random.nextInt(1_500) : random.nextInt(60) - 20;
      }
      long to = Math.min(EVENTS, fold.position().value() - lag);
      history.reached = history.reached.max(new LogPosition(Math.max(0, to)));
      LockSupport.parkNanos(random.nextInt(500_000));
      steps++;
    }
    return steps;
  }

  private int read(SplittableRandom random, boolean roomy, long start) {
    int read = 0;
    while (!over) {
      SubjectId subject = RandomShop.subject(random.nextInt(12));
      boolean certain = roomy && history.reached.value() >= start;
      LogPosition before = published;
      PersonState state = persons.person(subject);
      ServingSnapshot after = snapshot;
      PersonState expected =
          MemoryHistory.expected(log, subject, state.position(), after.catalog());
      assertThat(Pictures.of(state)).isEqualTo(Pictures.of(expected));
      assertThat(after.position()).isGreaterThanOrEqualTo(state.position());
      if (certain) {
        assertThat(state.position()).isGreaterThanOrEqualTo(before);
      }
      read++;
    }
    return read;
  }
}
