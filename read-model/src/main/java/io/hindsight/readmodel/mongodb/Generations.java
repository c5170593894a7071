package io.hindsight.readmodel.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.ForeignViews;
import io.hindsight.readmodel.store.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The catalog: from which log the views are, which generations there are, which of them are live,
 * and what they are for. Held in memory as well, since its one writer is its one reader.
 */
final class Generations {
  static final String LOG = "log";
  static final String LOG_ID = "logId";
  private static final String LIVE = "live";
  private static final String PURPOSE = "purpose";
  private static final String REMEDY =
      "name another database in hindsight.mongodb.uri, or move these away by dropping its"
          + " collections hindsight_*: the views are then rebuilt from the log.";

  private final Database database;
  private final Lease lease;
  private final Lock moving;
  private final Map<String, Generation> known = new ConcurrentHashMap<>();
  private final Map<String, Integer> live = new ConcurrentHashMap<>();
  private final Map<String, String> purposes = new ConcurrentHashMap<>();

  /**
   * @param moving held alone while readers must not use a collection's name
   */
  Generations(Database database, Lease lease, Lock moving) {
    this.database = database;
    this.lease = lease;
    this.moving = moving;
  }

  /** Takes over what is there, and carries out what was begun. */
  void load() {
    database.inCatalog(
        catalog ->
            catalog.updateMany(
                Filters.lt(Generation.WRITER, lease.epoch()),
                Updates.set(Generation.WRITER, lease.epoch())));
    for (Document document : documents(Filters.exists(Generation.VIEW))) {
      Generation generation = new Generation(database, lease, moving, document);
      generation.recover(!lease.wasLeftClean());
      known.put(generation.id, generation);
    }
    for (Document document : documents(Filters.exists(LIVE))) {
      live.put(document.getString(LIVE), document.getInteger(Generation.NUMBER));
    }
    for (Document document : documents(Filters.exists(PURPOSE))) {
      purposes.put(document.getString("_id"), document.getString(PURPOSE));
    }
    sweep();
  }

  private List<Document> documents(Bson filter) {
    return database.inCatalog(catalog -> catalog.find(filter).into(new ArrayList<>()));
  }

  /** Drops collections of rows that no generation speaks of: somebody died while making them. */
  synchronized void sweep() {
    // In this order: a collection that gets another name meanwhile is known under that one.
    Set<String> collections = database.collections();
    List<Document> all = documents(Filters.exists(Generation.VIEW));
    for (String collection : collections) {
      if (collection.startsWith(Database.ROWS)
          && all.stream().noneMatch(document -> Generation.uses(document, collection))) {
        database.drop(collection);
      }
    }
  }

  void bind(String logId, LogPosition head) {
    Optional<Document> bound =
        database.inCatalog(catalog -> Optional.ofNullable(catalog.find(Filters.eq(LOG)).first()));
    if (bound.isEmpty()) {
      Document mine = new Document("_id", LOG).append(LOG_ID, logId);
      database.inCatalog(catalog -> catalog.insertOne(mine));
    } else if (!bound.get().getString(LOG_ID).equals(logId)) {
      throw new ForeignViews(
          ("These views were made from log %s, but the log here is %s. Put back the log they belong"
                  + " to, %s")
              .formatted(bound.get().getString(LOG_ID), logId, REMEDY));
    }
    for (Generation generation : known.values()) {
      if (!head.reaches(generation.position())) {
        throw new ForeignViews(
            ("View %s (generation %d) has seen position %s, but the log ends at %s: it was probably"
                    + " restored from an older copy. Restore the newer log, %s")
                .formatted(
                    generation.view, generation.number, generation.position(), head, REMEDY));
      }
    }
  }

  @Nullable Generation find(ViewDefinition<?> view, int number) {
    Generation found = known.get(Generation.id(view.name(), number));
    return found != null && found.layout.equals(view.layout()) ? found : null;
  }

  Generation get(ViewDefinition<?> view, int number) {
    Generation found = find(view, number);
    if (found == null) {
      throw new IllegalArgumentException(
          "view " + view.name() + " has no generation " + number + " of this schema");
    }
    return found;
  }

  List<Integer> numbers(ViewDefinition<?> view) {
    return known.values().stream()
        .filter(generation -> generation.view.equals(view.name()))
        .map(generation -> generation.number)
        .sorted()
        .toList();
  }

  /** A new and empty one, in place of one of another schema. */
  synchronized Generation make(ViewDefinition<?> view, int number) {
    String rows = database.newRows(view.name(), number);
    database.create(rows, view.indexes().stream().map(Rows::keys).toList());
    Document fresh = Generation.fresh(view.name(), number, view.layout(), rows);
    put(fresh);
    Generation made = new Generation(database, lease, moving, fresh);
    Generation before = known.put(made.id, made);
    if (before != null) {
      database.drop(before.rows());
    }
    return made;
  }

  /** Only over what nobody wrote who took over from us. */
  private void put(Document document) {
    Bson ours = ours(document.getString("_id"));
    document.append(Generation.WRITER, lease.epoch());
    database.inCatalog(
        catalog -> catalog.replaceOne(ours, document, new ReplaceOptions().upsert(true)));
  }

  private void delete(String id) {
    Bson ours = ours(id);
    database.inCatalog(catalog -> catalog.deleteOne(ours));
  }

  private Bson ours(String id) {
    return Filters.and(Filters.eq(id), Filters.lte(Generation.WRITER, lease.epoch()));
  }

  /** The live generation of this schema, made where there is none. */
  int live(ViewDefinition<?> view) {
    Integer number = live.get(view.name());
    return number != null && find(view, number) != null ? number : makeLive(view);
  }

  private synchronized int makeLive(ViewDefinition<?> view) {
    Integer number = live.get(view.name());
    if (number != null && find(view, number) != null) {
      return number;
    }
    List<Integer> existing = numbers(view);
    int next = existing.isEmpty() ? 1 : existing.getLast() + 1;
    make(view, next);
    setLive(view, next);
    return next;
  }

  synchronized void setLive(ViewDefinition<?> view, int number) {
    put(
        new Document("_id", liveId(view.name()))
            .append(LIVE, view.name())
            .append(Generation.NUMBER, number));
    live.put(view.name(), number);
  }

  static String liveId(String view) {
    return LIVE + "/" + view;
  }

  private static String purposeId(ViewDefinition<?> view, int number) {
    return PURPOSE + "/" + view.name() + "/" + number;
  }

  void note(ViewDefinition<?> view, int number, String purpose) {
    String id = purposeId(view, number);
    if (purpose.isEmpty()) {
      delete(id);
      purposes.remove(id);
    } else {
      put(new Document("_id", id).append(PURPOSE, purpose));
      purposes.put(id, purpose);
    }
  }

  String purpose(ViewDefinition<?> view, int number) {
    return purposes.getOrDefault(purposeId(view, number), "");
  }

  /** Rows and all. First it is gone from the catalog: what is left then is swept. */
  synchronized void remove(ViewDefinition<?> view, int number) {
    String id = Generation.id(view.name(), number);
    delete(id);
    database.in(
        Database.BATCHES, batches -> batches.deleteMany(Filters.eq(StoredBatch.GENERATION, id)));
    note(view, number, "");
    Generation gone = known.remove(id);
    if (gone != null) {
      database.drop(gone.rows());
    }
  }

  Stream<Generation> all() {
    return known.values().stream();
  }
}
