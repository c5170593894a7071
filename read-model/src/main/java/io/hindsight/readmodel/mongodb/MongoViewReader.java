package io.hindsight.readmodel.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.event.CommandListener;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.ForeignViews;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowCodec;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewPosition;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.store.ViewStoreRefused;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Reads views in a MongoDB that another process writes, and takes no part in its lease. Which
 * generation is live, and which collection has its rows, is remembered, and looked up after each
 * read: names of collections are never used again, so what is named then was right all the while.
 * Otherwise it is read again.
 */
public final class MongoViewReader implements ViewReader, AutoCloseable {
  private static final int ATTEMPTS = 200;
  private static final long PAUSE_MILLIS = 5;

  private final RowCodec codec = new RowCodec();
  private final Database database;
  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final WriterWatch writer = new WriterWatch(Lease.Pace.USUAL.term(), System::nanoTime);

  /** Where the rows of a live generation are. */
  private record Place(int number, String rows, LogPosition position) {}

  private MongoViewReader(Database database) {
    this.database = database;
  }

  /**
   * @param uri a connection string; the database is {@code hindsight} where it names none
   * @throws ViewStoreRefused with a remedy, where it cannot be used
   */
  public static MongoViewReader open(String uri) {
    return open(uri, List.of());
  }

  static MongoViewReader open(String uri, List<CommandListener> listeners) {
    return new MongoViewReader(Connection.of(uri, listeners).open());
  }

  /**
   * Refuses views of another log.
   *
   * @throws ViewStoreRefused where nobody has made any yet
   */
  public void bind(String logId) {
    Document bound =
        documents(List.of(Generations.LOG)).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new ViewStoreRefused(
                        "there are no views in database %s of MongoDB yet"
                            .formatted(database.name()),
                        "start the server that writes them first, the one without"
                            + " hindsight.role=serving"));
    String made = bound.getString(Generations.LOG_ID);
    if (!made.equals(logId)) {
      throw new ForeignViews(
          "the views in database %s of MongoDB were made from log %s, but the log here is %s: name another database in hindsight.mongodb.uri, or the log that they belong to"
              .formatted(database.name(), made, logId));
    }
  }

  /**
   * Of those views that have a live generation. To be asked all the time: their writer is watched
   * by the way.
   */
  public List<ViewPosition> positions(Collection<? extends ViewDefinition<?>> views) {
    List<String> ids = new ArrayList<>(List.of(Lease.ID));
    for (ViewDefinition<?> view : views) {
      ids.addAll(ids(view, remembered(view)));
    }
    Map<String, Document> found = byId(documents(ids));
    writer.look(found.get(Lease.ID));
    List<ViewPosition> positions = new ArrayList<>();
    for (ViewDefinition<?> view : views) {
      Place place = place(view, found);
      if (place != null) {
        positions.add(new ViewPosition(view.name(), place.number(), place.position()));
      }
    }
    return positions;
  }

  @Override
  public <T> Optional<Row<T>> get(ViewDefinition<T> view, String key) {
    return Optional.ofNullable(getAll(view, List.of(key)).get(key));
  }

  @Override
  public <T> Map<String, Row<T>> getAll(ViewDefinition<T> view, Collection<String> keys) {
    MongoViewStore.checkKeys(keys);
    return keys.isEmpty() ? Map.of() : read(view, rows -> rows(view).getAll(rows, keys));
  }

  @Override
  public <T> Page<T> page(
      ViewDefinition<T> view, String index, String prefix, @Nullable String after, int limit) {
    MongoViewStore.checkLimit(limit);
    return read(view, rows -> rows(view).page(rows, index, prefix, after, limit));
  }

  @Override
  public LogPosition position(ViewDefinition<?> view) {
    return now(view).position();
  }

  private <T> Rows<T> rows(ViewDefinition<T> view) {
    return new Rows<>(view, codec, database);
  }

  private <R> R read(ViewDefinition<?> view, Function<String, R> read) {
    Place place = places.get(view.name());
    if (place == null) {
      place = now(view);
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<R> result;
      ViewsUnavailable failure = null;
      try {
        result = Optional.of(read.apply(place.rows()));
      } catch (ViewsUnavailable e) {
        // A collection that gets another name ends the reads that are under way.
        result = Optional.empty();
        failure = e;
      }
      Place after = now(view);
      if (after.rows().equals(place.rows())) {
        if (failure != null) {
          throw failure;
        }
        return result.orElseThrow();
      }
      place = after;
    }
    throw new ViewsUnavailable(
        "view " + view.name() + " does not keep still", new IllegalStateException("moving"));
  }

  private int remembered(ViewDefinition<?> view) {
    Place place = places.get(view.name());
    return place == null ? 1 : place.number();
  }

  /** As the database has it, and remembered. */
  private Place now(ViewDefinition<?> view) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Place found = place(view, byId(documents(ids(view, remembered(view)))));
      if (found != null) {
        return found;
      }
      pause();
    }
    throw new ViewsUnavailable(
        "view %s is not in database %s of MongoDB, or is of another version"
            .formatted(view.name(), database.name()),
        new IllegalStateException("no live generation"));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ViewsUnavailable("interrupted while reading views in MongoDB", e);
    }
  }

  private static List<String> ids(ViewDefinition<?> view, int number) {
    return List.of(Generations.liveId(view.name()), Generation.id(view.name(), number));
  }

  private List<Document> documents(List<String> ids) {
    return database.read(
        Database.CATALOG, catalog -> catalog.find(Filters.in("_id", ids)).into(new ArrayList<>()));
  }

  private static Map<String, Document> byId(List<Document> documents) {
    Map<String, Document> found = HashMap.newHashMap(documents.size());
    documents.forEach(document -> found.put(document.getString("_id"), document));
    return found;
  }

  /** Null where there is none now: it is being made, moved or switched. */
  private @Nullable Place place(ViewDefinition<?> view, Map<String, Document> found) {
    Document live = found.get(Generations.liveId(view.name()));
    if (live == null) {
      return null;
    }
    int number = live.getInteger(Generation.NUMBER);
    String id = Generation.id(view.name(), number);
    Document generation = found.get(id);
    if (generation == null) {
      generation = documents(List.of(id)).stream().findFirst().orElse(null);
    }
    if (generation == null || !generation.getString(Generation.LAYOUT).equals(view.layout())) {
      return null;
    }
    Place place =
        new Place(
            number,
            Generation.rowsNow(generation, database),
            new LogPosition(generation.getLong(Generation.POSITION)));
    places.put(view.name(), place);
    return place;
  }

  @Override
  public boolean isAway() {
    return database.isAway();
  }

  /**
   * Whether the process that writes the views was gone when their positions were last asked for.
   */
  public boolean isWriterAway() {
    return writer.isAway();
  }

  @Override
  public void close() {
    database.close();
  }
}
