package io.hindsight.readmodel.sqlite;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowCodec;
import io.hindsight.readmodel.store.RowDifference;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewStore;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Views in one SQLite file of one process. Readers never wait for writers (WAL), writers queue. */
public final class SqliteViewStore implements ViewStore {
  private static final int MOST = 10_000;
  private static final int FOLDING_READERS = 2;

  private final Path file;
  private final RowCodec codec = new RowCodec();
  private final Writer writer;
  private final ReadPool readers;

  /** Apart from the others, so that a rebuild cannot keep requests waiting. */
  private final ReadPool foldingReaders;

  private final Map<String, Integer> live = new ConcurrentHashMap<>();

  /** Held shared while a live generation is read: who has it alone knows the old one is unused. */
  private final ReadWriteLock reading = new ReentrantReadWriteLock(true);

  private final AtomicBoolean scrubbing = new AtomicBoolean();

  private SqliteViewStore(Path file, int readers) {
    this.file = file;
    this.writer = new Writer(file);
    this.readers = new ReadPool(file, readers);
    this.foldingReaders = new ReadPool(file, FOLDING_READERS);
  }

  /**
   * @param readers how many may read at once, 1 to 64
   */
  public static SqliteViewStore open(Path file, int readers) {
    if (readers < 1 || readers > 64) {
      throw new IllegalArgumentException("readers must be in 1..64, was " + readers);
    }
    var store = new SqliteViewStore(file, readers);
    store.writer.inTransaction(
        session -> {
          Catalog.create(session);
          return file;
        });
    return store;
  }

  @Override
  public void bind(String logId, LogPosition head) {
    writer.inTransaction(
        session -> {
          Catalog.bind(session, logId, head);
          return logId;
        });
  }

  @Override
  public <T> ViewGeneration<T> live(ViewDefinition<T> view) {
    return generation(view, liveNumber(view));
  }

  private int liveNumber(ViewDefinition<?> view) {
    Integer known = live.get(view.name());
    if (known != null) {
      return known;
    }
    return live.computeIfAbsent(
        view.name(), name -> writer.inTransaction(session -> findOrMakeLive(session, view)));
  }

  private int findOrMakeLive(Session session, ViewDefinition<?> view) throws SQLException {
    var stored = Catalog.live(session, view);
    if (stored.isPresent()
        && view.layout().equals(Catalog.schema(session, view, stored.getAsInt()))) {
      return stored.getAsInt();
    }
    var existing = Catalog.generations(session, view);
    int number = existing.isEmpty() ? 1 : existing.getLast() + 1;
    make(session, view, number);
    Catalog.setLive(session, view, number);
    return number;
  }

  private void make(Session session, ViewDefinition<?> view, int number) throws SQLException {
    var table = new Table<>(view, number, codec);
    table.dropIfThere(session);
    table.create(session);
    Catalog.remove(session, view, number);
    Catalog.add(session, view, number);
  }

  @Override
  public <T> ViewGeneration<T> open(ViewDefinition<T> view, int number) {
    if (number < 1) {
      throw new IllegalArgumentException("generations count from 1, was " + number);
    }
    writer.inTransaction(
        session -> {
          if (!view.layout().equals(Catalog.schema(session, view, number))) {
            make(session, view, number);
          }
          return number;
        });
    return generation(view, number);
  }

  private <T> ViewGeneration<T> generation(ViewDefinition<T> view, int number) {
    var table = new Table<>(view, number, codec);
    return new SqliteGeneration<>(view, number, table, writer, foldingReaders);
  }

  @Override
  public List<Integer> generations(ViewDefinition<?> view) {
    return readers.read(session -> Catalog.generations(session, view));
  }

  @Override
  public void switchTo(ViewDefinition<?> view, int number) {
    writer.inTransaction(
        session -> {
          if (!view.layout().equals(Catalog.schema(session, view, number))) {
            throw new IllegalArgumentException(
                "view " + view.name() + " has no generation " + number + " of this schema");
          }
          Catalog.setLive(session, view, number);
          return number;
        });
    live.put(view.name(), number);
  }

  @Override
  public void note(ViewDefinition<?> view, int number, String purpose) {
    writer.inTransaction(
        session -> {
          Catalog.note(session, view, number, purpose);
          return number;
        });
  }

  @Override
  public String purpose(ViewDefinition<?> view, int number) {
    return readers.read(session -> Catalog.purpose(session, view, number));
  }

  @Override
  public boolean drop(ViewDefinition<?> view, int number) {
    if (liveNumber(view) == number) {
      throw new IllegalArgumentException(
          "generation " + number + " of view " + view.name() + " is live");
    }
    waitForReaders();
    var table = new Table<>(view, number, codec);
    writer.inTransaction(
        session -> {
          table.dropIfThere(session);
          Catalog.remove(session, view, number);
          Catalog.note(session, view, number, "");
          return number;
        });
    // The pages are overwritten in the main file, and the journal still holds what was in them.
    return writer.alone(Session::emptyJournal);
  }

  @Override
  public <T> void compare(
      ViewDefinition<T> view,
      int one,
      int other,
      Runnable fixed,
      Consumer<RowDifference<T>> consumer) {
    // A connection of its own: this may take long, and the others are for requests and folds.
    try (Session session = Session.forReading(file)) {
      new TableComparison<>(session, view, codec).run(one, other, fixed, consumer);
    } catch (SQLException e) {
      throw new ViewsUnavailable("the views could not be compared: " + e.getMessage(), e);
    }
  }

  /** Reads that found the generation live before the switch are over when this returns. */
  private void waitForReaders() {
    reading.writeLock().lock();
    reading.writeLock().unlock();
  }

  @Override
  public <T> Optional<Row<T>> get(ViewDefinition<T> view, String key) {
    return Optional.ofNullable(getAll(view, List.of(key)).get(key));
  }

  @Override
  public <T> Map<String, Row<T>> getAll(ViewDefinition<T> view, Collection<String> keys) {
    if (keys.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " keys, were " + keys.size());
    }
    return keys.isEmpty()
        ? Map.of()
        : readLive(
            view, (session, number) -> new Table<>(view, number, codec).getAll(session, keys));
  }

  @Override
  public <T> Page<T> page(
      ViewDefinition<T> view, String index, String prefix, @Nullable String after, int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be in 1.." + MOST + ", was " + limit);
    }
    return readLive(
        view,
        (session, number) ->
            new Table<>(view, number, codec).page(session, index, prefix, after, limit));
  }

  @Override
  public LogPosition position(ViewDefinition<?> view) {
    return readLive(view, (session, number) -> Catalog.position(session, view, number));
  }

  private interface LiveRead<R> {
    R on(Session session, int number) throws SQLException;
  }

  private <R> R readLive(ViewDefinition<?> view, LiveRead<R> read) {
    liveNumber(view);
    reading.readLock().lock();
    try {
      int number = liveNumber(view);
      return readers.read(session -> read.on(session, number));
    } finally {
      reading.readLock().unlock();
    }
  }

  /**
   * Writes the whole file anew. Readers go on meanwhile, writers wait. One at a time: a second one
   * would keep its caller as long again.
   */
  @Override
  public boolean scrub() {
    if (!scrubbing.compareAndSet(false, true)) {
      return false;
    }
    try {
      return writer.alone(Session::rewrite);
    } finally {
      scrubbing.set(false);
    }
  }

  @Override
  public void close() {
    readers.close();
    foldingReaders.close();
    writer.close();
  }
}
