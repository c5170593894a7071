package io.hindsight.app.support;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * The MongoDB that {@code HINDSIGHT_TEST_MONGODB} names; without it a stand-in that speaks its
 * protocol and lives in this process.
 */
public final class AnyMongodb implements AutoCloseable {
  private static final String REAL = "HINDSIGHT_TEST_MONGODB";

  private final MongoServer standIn;
  private final String server;
  private final List<String> databases = new ArrayList<>();

  private AnyMongodb(MongoServer standIn, String server) {
    this.standIn = standIn;
    this.server = server;
  }

  public static AnyMongodb start() {
    String real = System.getenv(REAL);
    if (real != null) {
      return new AnyMongodb(null, real);
    }
    System.out.println(REAL + " names no MongoDB: on a stand-in");
    MongoServer standIn = new MongoServer(new MemoryBackend());
    return new AnyMongodb(standIn, standIn.bindAndGetConnectionString());
  }

  /** The connection string of a database that is dropped at the end. */
  public String newDatabase() {
    String name =
        "hindsight_test_%d_a%d".formatted(ProcessHandle.current().pid(), databases.size());
    String hosts = server.replaceFirst("\\?.*", "");
    String options = server.substring(hosts.length());
    int path = hosts.indexOf('/', "mongodb+srv://".length());
    String uri = (path < 0 ? hosts : hosts.substring(0, path)) + "/" + name + options;
    databases.add(uri);
    return uri;
  }

  public static Map<String, String> settings(String uri) {
    return Map.of("hindsight.views", "mongodb", "hindsight.mongodb.uri", uri);
  }

  /** Everything that a database holds, as text, by collection. */
  public static List<String> content(String uri) {
    List<String> all = new ArrayList<>();
    try (MongoClient client = MongoClients.create(uri)) {
      MongoDatabase database = database(client, uri);
      for (String collection : database.listCollectionNames()) {
        for (Document document : database.getCollection(collection).find()) {
          all.add(collection + " " + document.toJson());
        }
      }
    }
    return all;
  }

  private static MongoDatabase database(MongoClient client, String uri) {
    return client.getDatabase(new ConnectionString(uri).getDatabase());
  }

  @Override
  public void close() {
    if (standIn != null) {
      standIn.shutdownNow();
      return;
    }
    for (String uri : databases) {
      try (MongoClient client = MongoClients.create(uri)) {
        database(client, uri).drop();
      }
    }
  }
}
