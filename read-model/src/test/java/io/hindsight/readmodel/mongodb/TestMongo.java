package io.hindsight.readmodel.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Databases for tests: on a stand-in that speaks MongoDB's protocol in this process, or on the
 * server that {@code HINDSIGHT_TEST_MONGODB} names.
 */
final class TestMongo implements AutoCloseable {
  static final String REAL = "HINDSIGHT_TEST_MONGODB";

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final MongoServer standIn;
  private final String server;

  private TestMongo(MongoServer standIn, String server) {
    this.standIn = standIn;
    this.server = server;
  }

  static TestMongo standIn() {
    return standIn(ServerVersion.MONGO_5_0);
  }

  static TestMongo standIn(ServerVersion version) {
    var server = new MongoServer(new MemoryBackend().version(version));
    return new TestMongo(server, server.bindAndGetConnectionString());
  }

  static TestMongo real() {
    return new TestMongo(null, System.getenv(REAL));
  }

  static void drop(String uri) {
    try (MongoClient client = MongoClients.create(uri)) {
      client.getDatabase(new ConnectionString(uri).getDatabase()).drop();
    }
  }

  /** Says so where there is none. */
  static final class OnlyReal implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (System.getenv(REAL) != null) {
        return ConditionEvaluationResult.enabled(REAL + " is set");
      }
      System.out.println(context.getDisplayName() + " skipped: " + REAL + " names no MongoDB");
      return ConditionEvaluationResult.disabled(REAL + " names no MongoDB");
    }
  }

  /** A database that nobody used in this run. */
  String newDatabase() {
    String name =
        "hindsight_test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    int query = server.indexOf('?');
    String options = query < 0 ? "" : server.substring(query);
    String hosts = query < 0 ? server : server.substring(0, query);
    int path = hosts.indexOf('/', "mongodb+srv://".length());
    return (path < 0 ? hosts : hosts.substring(0, path)) + "/" + name + options;
  }

  @Override
  public void close() {
    if (standIn != null) {
      standIn.shutdownNow();
    }
  }
}
