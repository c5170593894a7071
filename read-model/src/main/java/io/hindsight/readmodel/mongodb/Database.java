package io.hindsight.readmodel.mongodb;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The database of the views: its collections, and what its failures mean. */
final class Database implements AutoCloseable {
  static final String PREFIX = "hindsight_";

  /** What is not a row: which log, which generations, which are live, who writes. */
  static final String CATALOG = PREFIX + "views";

  /** The parts of batches that do not fit into their generation's document. */
  static final String BATCHES = PREFIX + "batches";

  static final String ROWS = PREFIX + "rows_";

  private static final String NAMES = "names";
  private static final String NEXT = "next";

  /** A read that somebody waits for takes no longer, whatever the server does. */
  private static final Duration READ_WITHIN = Duration.ofSeconds(5);

  private final MongoClient client;
  private final MongoTemplate template;
  private final Guard guard = new Guard();

  Database(MongoClient client, String name) {
    this.client = client;
    this.template = new MongoTemplate(client, name);
  }

  String name() {
    return template.getDb().getName();
  }

  /** Whether it could not be reached when it was last asked. */
  boolean isAway() {
    return guard.isAway();
  }

  /** Whatever goes wrong with the server is a {@link ViewsUnavailable}. */
  <R> R in(String collection, Function<MongoCollection<Document>, R> work) {
    return guard.call(() -> Objects.requireNonNull(template.execute(collection, work::apply)));
  }

  /** The same for what only reads, and is given up where it takes long. */
  <R> R read(String collection, Function<MongoCollection<Document>, R> work) {
    return in(
        collection,
        rows -> work.apply(rows.withTimeout(READ_WITHIN.toMillis(), TimeUnit.MILLISECONDS)));
  }

  <R> R inCatalog(Function<MongoCollection<Document>, R> work) {
    return in(CATALOG, work);
  }

  Document command(Document command) {
    return guard.call(() -> template.executeCommand(command));
  }

  Set<String> collections() {
    return guard.call(template::getCollectionNames);
  }

  /** A name that no collection ever had. */
  String newRows(String view, int number) {
    Document names =
        inCatalog(
            catalog ->
                Objects.requireNonNull(
                    catalog.findOneAndUpdate(
                        Filters.eq(NAMES),
                        Updates.inc(NEXT, 1L),
                        new FindOneAndUpdateOptions()
                            .upsert(true)
                            .returnDocument(ReturnDocument.AFTER))));
    return ROWS + view.replace('-', '_') + "_" + number + "_" + names.getLong(NEXT);
  }

  /** An empty collection with an index for each of these fields, and then by key. */
  /**
   * @param indexes each by its fields, and named by the first of them
   */
  void create(String rows, List<Document> indexes) {
    guard.call(() -> template.createCollection(rows));
    for (Document keys : indexes) {
      String name = keys.keySet().iterator().next();
      in(rows, collection -> collection.createIndex(keys, new IndexOptions().name(name)));
    }
  }

  void rename(String rows, String next) {
    in(
        rows,
        collection -> {
          collection.renameCollection(new MongoNamespace(name(), next));
          return next;
        });
  }

  void drop(String collection) {
    guard.call(
        () -> {
          template.dropCollection(collection);
          return collection;
        });
  }

  @Override
  public void close() {
    client.close();
  }
}
