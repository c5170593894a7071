package io.hindsight.readmodel.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.hindsight.readmodel.mongodb.Lease.Pace;
import io.hindsight.readmodel.store.ViewGeneration.PositionConflict;
import io.hindsight.readmodel.store.ViewsUnavailable;
import io.hindsight.testing.Cable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server goes away in the middle, and comes back: nobody has to be started again. */
class CutOffMongoTest {
  /** Long enough that no beat comes between. */
  private static final Pace CALM = new Pace(Duration.ofMinutes(10), Duration.ofHours(1));

  private TestMongo mongo;
  private Cable cable;

  @BeforeEach
  void start() throws Exception {
    mongo = TestMongo.standIn();
    int port =
        Integer.parseInt(
            new ConnectionString(mongo.newDatabase()).getHosts().getFirst().split(":")[1]);
    cable = new Cable(port);
  }

  @AfterEach
  void stop() throws Exception {
    cable.close();
    mongo.close();
  }

  /**
   * @param patience milliseconds for which a command waits for the server to come back
   */
  private String uri(String database, int patience) {
    return "mongodb://127.0.0.1:%d/%s?serverSelectionTimeoutMS=%d&heartbeatFrequencyMS=500"
        .formatted(cable.port(), database, patience);
  }

  /** Pulls the cable before the n-th write, or right after its answer has come. */
  private final class Puller implements CommandListener {
    private final int write;
    private final boolean after;
    private int writes;
    boolean armed;

    Puller(int write, boolean after) {
      this.write = write;
      this.after = after;
    }

    private boolean counts(String command) {
      return armed && List.of("insert", "update", "delete", "findAndModify").contains(command);
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
      if (counts(event.getCommandName()) && ++writes == write && !after) {
        cable.pull();
      }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
      if (counts(event.getCommandName()) && writes == write && after) {
        cable.pull();
      }
    }
  }

  @Test
  void aWriteThatWasCutOffIsSettledBeforeTheNextOne() {
    var expected = new ArrayList<Map<String, String>>();
    try (var quiet = MongoViewStore.open(uri("quiet", 1_000), CALM, List.of())) {
      expected.add(Shelves.state(quiet));
      for (int step = 1; step <= 4; step++) {
        Shelves.fold(quiet.live(Shelves.VIEW), step);
        expected.add(Shelves.state(quiet));
      }
    }
    for (boolean after : new boolean[] {false, true}) {
      boolean failed = true;
      for (int write = 1; failed; write++) {
        failed = cutOff("cut" + write + after, new Puller(write, after), expected);
      }
    }
  }

  private boolean cutOff(String database, Puller puller, List<Map<String, String>> expected) {
    boolean failed = false;
    try (var store = MongoViewStore.open(uri(database, 1_000), CALM, List.of(puller))) {
      var shelves = store.live(Shelves.VIEW);
      Shelves.fold(shelves, 1);
      puller.armed = true;
      try {
        Shelves.fold(shelves, 2);
      } catch (ViewsUnavailable e) {
        failed = true;
      }
      puller.armed = false;
      cable.plugIn();
      int at = (int) onceItIsBack(shelves::position).value();
      assertThat(at).isIn(1, 2);
      assertThat(onceItIsBack(() -> Shelves.state(store)))
          .as("write %d", puller.write)
          .isEqualTo(expected.get(at));
      if (at == 2) {
        assertThatThrownBy(() -> Shelves.fold(shelves, 2)).isInstanceOf(PositionConflict.class);
      }
      for (int step = at + 1; step <= 4; step++) {
        Shelves.fold(shelves, step);
      }
      assertThat(Shelves.state(store)).isEqualTo(expected.get(4));
    }
    return failed;
  }

  @Test
  void readersAreToldAtOnceThatItIsAwayAndReadAgainWhenItIsBack() {
    var pace = new Pace(Duration.ofMillis(200), Duration.ofMillis(600));
    try (var store = MongoViewStore.open(uri("away", 300), pace, List.of())) {
      Shelves.fold(store.live(Shelves.VIEW), 1);
      var before = Shelves.state(store);
      cable.pull();
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> Shelves.state(store))
            .isInstanceOf(ViewsUnavailable.class)
            .hasMessageMatching(
                "(?s)the views in MongoDB (cannot be read or written|are away).*"); // by the
        // breaker
      }
      assertThatThrownBy(() -> Shelves.fold(store.live(Shelves.VIEW), 2))
          .isInstanceOf(ViewsUnavailable.class);
      cable.plugIn();
      assertThat(onceItIsBack(() -> Shelves.state(store))).isEqualTo(before);
      Shelves.fold(store.live(Shelves.VIEW), 2);
      assertThat(store.position(Shelves.VIEW).value()).isEqualTo(2);
    }
  }

  private static <T> T onceItIsBack(Supplier<T> asked) {
    for (int i = 0; i < 200; i++) {
      try {
        return asked.get();
      } catch (ViewsUnavailable notYet) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
    throw new AssertionError("it did not come back");
  }
}
