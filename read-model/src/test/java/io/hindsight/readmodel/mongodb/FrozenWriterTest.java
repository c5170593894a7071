package io.hindsight.readmodel.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.hindsight.readmodel.mongodb.Lease.Pace;
import io.hindsight.readmodel.store.ViewGeneration.PositionConflict;
import io.hindsight.readmodel.store.ViewStoreRefused;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A server stands still right before one of its commands, another one takes over, and then the
 * first wakes up: for every command there is.
 */
class FrozenWriterTest {
  /** Holds itself for alive for longer than the other one does. */
  private static final Pace SURE = new Pace(Duration.ofMillis(5), Duration.ofSeconds(20));

  private static final Pace HASTY = new Pace(Duration.ofMillis(5), Duration.ofMillis(100));
  private static final long STEPS = 5;

  private static TestMongo mongo;
  private static List<Map<String, String>> expected;

  @BeforeAll
  static void foldInQuiet() {
    mongo = TestMongo.standIn();
    expected = new ArrayList<>();
    try (var store = MongoViewStore.open(mongo.newDatabase())) {
      expected.add(Shelves.state(store));
      for (long step = 1; step <= STEPS; step++) {
        Shelves.fold(store.live(Shelves.VIEW), step);
        expected.add(Shelves.state(store));
      }
    }
  }

  @AfterAll
  static void stopStandIn() {
    mongo.close();
  }

  /** Holds every thread from the n-th command on, those of its beats aside, until it may go on. */
  private static final class Freezer implements CommandListener {
    private final AtomicInteger left;
    final CountDownLatch frozen = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    volatile String command;

    Freezer(int commands) {
      left = new AtomicInteger(commands);
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
      boolean beat = Thread.currentThread().getName().equals("views-lease");
      if (!beat && left.decrementAndGet() == 0) {
        command = event.getCommandName();
        frozen.countDown();
      }
      if (frozen.getCount() == 0) {
        try {
          goOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** Opens, and folds one step; answers whether it came to an end. */
  private static boolean openAndFold(String uri, Pace pace, List<CommandListener> listeners) {
    try (var store = MongoViewStore.open(uri, pace, listeners)) {
      var shelves = store.live(Shelves.VIEW);
      Shelves.fold(shelves, shelves.position().value() + 1);
      return true;
    } catch (PositionConflict | ViewsUnavailable | ViewStoreRefused overtaken) {
      return false;
    }
  }

  @Test
  void isOvertakenAndHarmsNothingWhereverItStoodStill() throws Exception {
    var commands = new ArrayList<String>();
    boolean ended = false;
    for (int n = 1; !ended; n++) {
      String uri = mongo.newDatabase();
      assertThat(openAndFold(uri, HASTY, List.of())).isTrue();
      ended = freezeAt(n, uri, commands);
    }
    System.out.println("frozen before each of " + commands);
    assertThat(commands).contains("findAndModify", "insert", "update", "delete");
  }

  private boolean freezeAt(int n, String uri, List<String> commands) throws Exception {
    var freezer = new Freezer(n);
    var first = CompletableFuture.supplyAsync(() -> openAndFold(uri, SURE, List.of(freezer)));
    while (!freezer.frozen.await(1, TimeUnit.MILLISECONDS)) {
      if (first.isDone()) {
        assertThat(first.get()).isTrue();
        return true;
      }
    }
    commands.add(freezer.command);
    try (var next = MongoViewStore.open(uri, HASTY, List.of())) {
      int at = (int) next.live(Shelves.VIEW).position().value();
      assertThat(at).as("before %s", freezer.command).isIn(1, 2);
      assertThat(Shelves.state(next)).as("whole, or not at all").isEqualTo(expected.get(at));
      Shelves.fold(next.live(Shelves.VIEW), at + 1);
      freezer.goOn.countDown();
      first.get();
      for (int step = at + 2; step <= STEPS; step++) {
        Shelves.fold(next.live(Shelves.VIEW), step);
      }
      assertThat(Shelves.state(next))
          .as("the first stood still before %s, command %d", freezer.command, n)
          .isEqualTo(expected.get((int) STEPS));
    }
    return false;
  }
}
