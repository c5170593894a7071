package io.hindsight.readmodel.mongodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.hindsight.readmodel.mongodb.Lease.Pace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that dies between the rows and the position, and at each other step of a batch. */
class KilledMongoViewsTest {
  private static final Pace SHORT = new Pace(Duration.ofMillis(100), Duration.ofMillis(700));

  private TestMongo mongo;

  private static TestMongo anyMongo() {
    return System.getenv(TestMongo.REAL) == null ? TestMongo.standIn() : TestMongo.real();
  }

  @AfterEach
  void stop() {
    mongo.close();
  }

  @Test
  void aBatchIsStoredAsAWholeOrNotAtAllAndGoesOnAsIfNothingHadHappened() throws Exception {
    mongo = anyMongo();
    String quiet = mongo.newDatabase();
    var before = foldTo(quiet, 2);
    var after = foldTo(quiet, 3);
    var end = foldTo(quiet, 5);
    TestMongo.drop(quiet);

    int killedBetweenRowsAndPosition = 0;
    boolean ended = false;
    for (int write = 1; !ended; write++) {
      String uri = mongo.newDatabase();
      foldTo(uri, 2);
      String said = killBefore(write, uri);
      ended = said.equals("done");
      if (said.equals("update on hindsight_views after rows")) {
        killedBetweenRowsAndPosition++;
      }
      try (var store = MongoViewStore.open(uri, SHORT, List.of())) {
        long position = store.live(Shelves.VIEW).position().value();
        boolean written = position == 3;
        assertThat(Shelves.state(store))
            .as("killed before write %d, %s", write, said)
            .isEqualTo(written ? after : before);
        assertThat(written)
            .as(said)
            .isEqualTo(!said.startsWith("insert") && !said.endsWith("views first"));
      }
      assertThat(foldTo(uri, 5)).as(said).isEqualTo(end);
      TestMongo.drop(uri);
    }
    assertThat(killedBetweenRowsAndPosition).isEqualTo(1);
  }

  private static java.util.Map<String, String> foldTo(String uri, long step) {
    try (var store = MongoViewStore.open(uri, SHORT, List.of())) {
      var shelves = store.live(Shelves.VIEW);
      for (long next = shelves.position().value() + 1; next <= step; next++) {
        Shelves.fold(shelves, next);
      }
      return Shelves.state(store);
    }
  }

  /** Answers which write it was killed before; "done" where it came to an end. */
  private static String killBefore(int write, String uri) throws Exception {
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(),
                uri,
                Integer.toString(write))
            .redirectErrorStream(true)
            .start();
    var output = new StringBuilder();
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        if (line.startsWith("before ") || line.equals("done")) {
          process.destroyForcibly();
          return line.replace("before ", "");
        }
      }
    } catch (IOException e) {
      output.append(e);
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    throw new AssertionError(output.toString());
  }

  /** Folds one batch, and waits to be killed right before one of its writes. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      var stopper = new Stopper(Integer.parseInt(args[1]));
      try (var store = MongoViewStore.open(args[0], SHORT, List.of(stopper))) {
        var shelves = store.live(Shelves.VIEW);
        stopper.armed = true;
        Shelves.fold(shelves, shelves.position().value() + 1);
        System.out.println("done");
        LockSupport.park();
      }
    }
  }

  private static final class Stopper implements CommandListener {
    private final int stop;
    private int writes;
    private String last = "first";
    volatile boolean armed;

    Stopper(int stop) {
      this.stop = stop;
    }

    @Override
    public synchronized void commandStarted(CommandStartedEvent event) {
      String name = event.getCommandName();
      boolean writing = List.of("insert", "update", "delete").contains(name);
      if (!armed || !writing || Thread.currentThread().getName().equals("views-lease")) {
        return;
      }
      String collection = event.getCommand().getString(name).getValue();
      if (++writes == stop) {
        System.out.println(
            "before "
                + name
                + " on "
                + collection
                + (collection.contains("views") ? " " + last : ""));
        while (true) {
          LockSupport.park();
        }
      }
      last = collection.contains("rows") ? "after rows" : last;
    }
  }
}
