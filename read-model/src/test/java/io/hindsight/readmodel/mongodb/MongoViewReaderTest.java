package io.hindsight.readmodel.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.mongodb.Lease.Pace;
import io.hindsight.readmodel.store.ForeignViews;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowDifference;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewPosition;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewStore;
import io.hindsight.readmodel.store.ViewStoreContract;
import io.hindsight.readmodel.store.ViewStoreRefused;
import io.hindsight.readmodel.store.ViewWatch;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one process writes another one reads as a reader of its own store would. */
class MongoViewReaderTest extends ViewStoreContract {
  /** Takes over soon, and then neither beats nor gives the lease back: as if it were killed. */
  private static final Pace DYING = new Pace(Duration.ofMillis(200), Duration.ofMillis(300));

  private static TestMongo mongo;
  private String uri = "";

  @BeforeAll
  static void startStandIn() {
    mongo = TestMongo.standIn();
  }

  @AfterAll
  static void stopStandIn() {
    mongo.close();
  }

  @Override
  protected ViewStore open() {
    if (uri.isEmpty()) {
      uri = mongo.newDatabase();
    }
    return new ReadElsewhere(MongoViewStore.open(uri), MongoViewReader.open(uri));
  }

  @Test
  void noReadFailsWhileWritersDieAndOthersTakeOver() {
    store.live(NOTES).apply(upserts(note("a", "s", 1)), at(0), at(1));
    store.close();
    AtomicBoolean stop = new AtomicBoolean();
    try (MongoViewReader reader = MongoViewReader.open(uri)) {
      CompletableFuture<Integer> reading =
          CompletableFuture.supplyAsync(
              () -> {
                int reads = 0;
                for (; !stop.get(); reads++) {
                  assertThat(reader.get(NOTES, "a")).isPresent();
                  assertThat(reader.page(NOTES, "by-shelf", "s", null, 5).rows()).hasSize(1);
                }
                return reads;
              });
      for (int writer = 2; writer < 8; writer++) {
        MongoViewStore dead = MongoViewStore.open(uri, DYING, List.of());
        dead.live(NOTES).apply(upserts(note("a", "s", writer)), at(writer - 1), at(writer));
        dead.abandon();
      }
      stop.set(true);
      assertThat(reading).succeedsWithin(Duration.ofSeconds(20));
      assertThat(reading.join()).isPositive();
      assertThat(reader.position(NOTES)).isEqualTo(at(7));
    }
    store = open();
  }

  @Test
  void readsWaitForWhatAnotherProcessWrites() throws Exception {
    store.live(NOTES).apply(upserts(note("a", "s", 1)), at(0), at(1));
    ViewProgress progress = new ViewProgress();
    try (MongoViewReader reader = MongoViewReader.open(uri);
        ViewWatch watch = new ViewWatch(() -> reader.positions(List.of(NOTES)), progress)) {
      watch.start();
      CompletableFuture<LogPosition> waiting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return progress.await(NOTES.name(), at(2), Duration.ofSeconds(20));
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      store.live(NOTES).apply(upserts(note("b", "s", 2)), at(1), at(2));
      assertThat(waiting.get()).isEqualTo(at(2));
      assertThat(reader.get(NOTES, "b")).isPresent();
      assertThat(reader.positions(List.of(NOTES)))
          .containsExactly(new ViewPosition(NOTES.name(), 1, at(2)));
    }
  }

  @Test
  void viewsThatNobodyMadeAndThoseOfAnotherLogAreRefused() {
    try (MongoViewReader reader = MongoViewReader.open(uri)) {
      assertThatThrownBy(() -> reader.bind("log-a"))
          .isInstanceOf(ViewStoreRefused.class)
          .hasMessageContaining("there are no views");
      store.bind("log-a", at(0));
      reader.bind("log-a");
      assertThatThrownBy(() -> reader.bind("log-b")).isInstanceOf(ForeignViews.class);
    }
  }

  /** Writes here, reads there: the contract of a store holds for what readers see. */
  private record ReadElsewhere(MongoViewStore writer, MongoViewReader reader) implements ViewStore {
    @Override
    public void bind(String logId, LogPosition head) {
      writer.bind(logId, head);
    }

    @Override
    public <T> ViewGeneration<T> live(ViewDefinition<T> view) {
      return writer.live(view);
    }

    @Override
    public <T> ViewGeneration<T> open(ViewDefinition<T> view, int number) {
      return writer.open(view, number);
    }

    @Override
    public List<Integer> generations(ViewDefinition<?> view) {
      return writer.generations(view);
    }

    @Override
    public void switchTo(ViewDefinition<?> view, int number) {
      writer.switchTo(view, number);
    }

    @Override
    public void note(ViewDefinition<?> view, int number, String purpose) {
      writer.note(view, number, purpose);
    }

    @Override
    public String purpose(ViewDefinition<?> view, int number) {
      return writer.purpose(view, number);
    }

    @Override
    public boolean drop(ViewDefinition<?> view, int number) {
      return writer.drop(view, number);
    }

    @Override
    public boolean scrub() {
      return writer.scrub();
    }

    @Override
    public <T> void compare(
        ViewDefinition<T> view,
        int one,
        int other,
        Runnable fixed,
        Consumer<RowDifference<T>> consumer) {
      writer.compare(view, one, other, fixed, consumer);
    }

    @Override
    public <T> Optional<Row<T>> get(ViewDefinition<T> view, String key) {
      writer.live(view);
      return reader.get(view, key);
    }

    @Override
    public <T> Map<String, Row<T>> getAll(ViewDefinition<T> view, Collection<String> keys) {
      writer.live(view);
      return reader.getAll(view, keys);
    }

    @Override
    public <T> Page<T> page(
        ViewDefinition<T> view, String index, String prefix, @Nullable String after, int limit) {
      writer.live(view);
      return reader.page(view, index, prefix, after, limit);
    }

    @Override
    public LogPosition position(ViewDefinition<?> view) {
      writer.live(view);
      return reader.position(view);
    }

    @Override
    public void close() {
      reader.close();
      writer.close();
    }
  }
}
