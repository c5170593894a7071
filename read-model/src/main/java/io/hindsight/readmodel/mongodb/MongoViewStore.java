package io.hindsight.readmodel.mongodb;

import com.mongodb.event.CommandListener;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowCodec;
import io.hindsight.readmodel.store.RowDifference;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewGeneration.PositionConflict;
import io.hindsight.readmodel.store.ViewStore;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Views in a database of MongoDB, used by one process at a time. A batch is stored as a whole
 * without transactions, see {@link Generation}; while it is, readers may find some of its rows, and
 * the position that they are told is the one before.
 */
public final class MongoViewStore implements ViewStore {
  private static final int MOST = 10_000;

  private final RowCodec codec = new RowCodec();
  private final Database database;
  private final Lease lease;
  private final Generations generations;

  /** Held shared while rows are read: who has it alone knows that nobody uses their old name. */
  private final ReadWriteLock reading = new ReentrantReadWriteLock(true);

  private MongoViewStore(Database database, Lease lease) {
    this.database = database;
    this.lease = lease;
    this.generations = new Generations(database, lease, reading.writeLock());
  }

  /**
   * @param uri a connection string; the database is {@code hindsight} where it names none
   * @throws io.hindsight.readmodel.store.ViewStoreRefused with a remedy, where it cannot be used
   */
  public static MongoViewStore open(String uri) {
    return open(uri, Lease.Pace.USUAL, List.of());
  }

  static MongoViewStore open(String uri, Lease.Pace pace, List<CommandListener> listeners) {
    Connection connection = Connection.of(uri, listeners);
    Database database = connection.open();
    Lease lease = null;
    try {
      lease = Lease.take(database, pace);
      var store = new MongoViewStore(database, lease);
      store.generations.load();
      return store;
    } catch (RuntimeException e) {
      if (lease != null) {
        lease.abandon();
      }
      database.close();
      throw e instanceof ViewsUnavailable ? connection.refusal(e) : e;
    }
  }

  @Override
  public void bind(String logId, LogPosition head) {
    generations.bind(logId, head);
  }

  private <T> Rows<T> rows(ViewDefinition<T> view) {
    return new Rows<>(view, codec, database);
  }

  @Override
  public <T> ViewGeneration<T> live(ViewDefinition<T> view) {
    return generation(view, generations.get(view, generations.live(view)));
  }

  @Override
  public <T> ViewGeneration<T> open(ViewDefinition<T> view, int number) {
    if (number < 1) {
      throw new IllegalArgumentException("generations count from 1, was " + number);
    }
    Generation found = generations.find(view, number);
    return generation(view, found == null ? generations.make(view, number) : found);
  }

  private <T> ViewGeneration<T> generation(ViewDefinition<T> view, Generation generation) {
    return new MongoGeneration<>(view, generation, rows(view), lease);
  }

  @Override
  public List<Integer> generations(ViewDefinition<?> view) {
    return generations.numbers(view);
  }

  @Override
  public void switchTo(ViewDefinition<?> view, int number) {
    generations.get(view, number);
    generations.setLive(view, number);
  }

  @Override
  public void note(ViewDefinition<?> view, int number, String purpose) {
    generations.note(view, number, purpose);
  }

  @Override
  public String purpose(ViewDefinition<?> view, int number) {
    return generations.purpose(view, number);
  }

  @Override
  public boolean drop(ViewDefinition<?> view, int number) {
    if (generations.live(view) == number) {
      throw new IllegalArgumentException(
          "generation " + number + " of view " + view.name() + " is live");
    }
    // Reads that found it live before the switch are over then.
    reading.writeLock().lock();
    reading.writeLock().unlock();
    generations.remove(view, number);
    return true;
  }

  /** Keeps both still while it compares: there is no snapshot of two collections to read from. */
  @Override
  public <T> void compare(
      ViewDefinition<T> view,
      int one,
      int other,
      Runnable fixed,
      Consumer<RowDifference<T>> consumer) {
    Generation left = generations.get(view, one);
    Generation right = generations.get(view, other);
    left.writing.lock();
    right.writing.lock();
    try {
      lease.check();
      left.settle();
      right.settle();
      if (!left.position().equals(right.position())) {
        throw new PositionConflict(
            "generation %d of %s stands at %s, generation %d at %s"
                .formatted(one, view.name(), left.position(), other, right.position()));
      }
      new RowComparison<>(database, rows(view)).run(left.rows(), right.rows(), consumer);
      lease.check();
    } finally {
      right.writing.unlock();
      left.writing.unlock();
    }
    fixed.run();
  }

  @Override
  public <T> Optional<Row<T>> get(ViewDefinition<T> view, String key) {
    return Optional.ofNullable(getAll(view, List.of(key)).get(key));
  }

  @Override
  public <T> Map<String, Row<T>> getAll(ViewDefinition<T> view, Collection<String> keys) {
    checkKeys(keys);
    return keys.isEmpty()
        ? Map.of()
        : readLive(view, generation -> rows(view).getAll(generation.rows(), keys));
  }

  @Override
  public <T> Page<T> page(
      ViewDefinition<T> view, String index, String prefix, @Nullable String after, int limit) {
    checkLimit(limit);
    return readLive(
        view, generation -> rows(view).page(generation.rows(), index, prefix, after, limit));
  }

  @Override
  public LogPosition position(ViewDefinition<?> view) {
    return readLive(view, Generation::position);
  }

  static void checkKeys(Collection<String> keys) {
    if (keys.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " keys, were " + keys.size());
    }
  }

  static void checkLimit(int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be in 1.." + MOST + ", was " + limit);
    }
  }

  private <R> R readLive(ViewDefinition<?> view, Function<Generation, R> read) {
    lease.check();
    generations.live(view);
    reading.readLock().lock();
    try {
      R result = read.apply(generations.get(view, generations.live(view)));
      lease.check();
      return result;
    } finally {
      reading.readLock().unlock();
    }
  }

  /**
   * Deletes what failures left of batches and collections. What the server's own files keep of
   * deleted documents it overwrites in its own time: it cannot be told to.
   */
  @Override
  public boolean scrub() {
    generations.all().forEach(Generation::scrub);
    generations.sweep();
    return true;
  }

  /** Leaves all as a kill would. */
  void abandon() {
    lease.abandon();
    database.close();
  }

  @Override
  public boolean isAway() {
    return database.isAway();
  }

  @Override
  public void close() {
    try {
      lease.close();
    } catch (ViewsUnavailable e) {
      // The next start then waits until the lease is over, and looks for what is half done.
    } finally {
      database.close();
    }
  }
}
