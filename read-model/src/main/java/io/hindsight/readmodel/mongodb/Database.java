package io.hindsight.readmodel.mongodb;

import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.dao.DataAccessException;
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

  private final MongoClient client;
  private final MongoTemplate template;

  Database(MongoClient client, String name) {
    this.client = client;
    this.template = new MongoTemplate(client, name);
  }

  String name() {
    return template.getDb().getName();
  }

  /** Whatever goes wrong with the server is a {@link ViewsUnavailable}. */
  <R> R in(String collection, Function<MongoCollection<Document>, R> work) {
    try {
      return Objects.requireNonNull(template.execute(collection, work::apply));
    } catch (DataAccessException | MongoException e) {
      throw unavailable(e);
    }
  }

  <R> R inCatalog(Function<MongoCollection<Document>, R> work) {
    return in(CATALOG, work);
  }

  static ViewsUnavailable unavailable(RuntimeException failure) {
    return new ViewsUnavailable(
        "the views in MongoDB cannot be read or written: " + failure.getMessage(), failure);
  }

  Document command(Document command) {
    try {
      return template.executeCommand(command);
    } catch (DataAccessException | MongoException e) {
      throw unavailable(e);
    }
  }

  Set<String> collections() {
    try {
      return template.getCollectionNames();
    } catch (DataAccessException | MongoException e) {
      throw unavailable(e);
    }
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
  void create(String rows, List<String> fields) {
    try {
      template.createCollection(rows);
    } catch (DataAccessException | MongoException e) {
      throw unavailable(e);
    }
    for (String field : fields) {
      in(
          rows,
          collection ->
              collection.createIndex(
                  new Document(field, 1).append("_id", 1), new IndexOptions().name(field)));
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
    try {
      template.dropCollection(collection);
    } catch (DataAccessException | MongoException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
