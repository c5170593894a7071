package io.hindsight.readmodel.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoSecurityException;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import io.hindsight.readmodel.store.ViewStoreRefused;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Opens the database that a connection string names, or says why it cannot be used. */
final class Connection {
  private static final String SETTING = "hindsight.mongodb.uri";
  private static final String USUAL_DATABASE = "hindsight";
  private static final int OLDEST = 5;
  private static final int UNAUTHORIZED = 13;
  private static final int AUTHENTICATION_FAILED = 18;

  private final String hosts;
  private final String database;
  private final MongoClientSettings settings;

  private Connection(String hosts, String database, MongoClientSettings settings) {
    this.hosts = hosts;
    this.database = database;
    this.settings = settings;
  }

  /** Nothing of the string is shown where it cannot be read: it may hold a password. */
  static Connection of(String uri, List<CommandListener> listeners) {
    ConnectionString parsed;
    try {
      parsed = new ConnectionString(uri);
    } catch (IllegalArgumentException e) {
      throw new ViewStoreRefused(
          SETTING + " is no connection string of MongoDB",
          "write mongodb://HOST:27017/DATABASE, with special characters of a password in percent"
              + " encoding");
    }
    String named = parsed.getDatabase();
    return new Connection(
        String.join(",", parsed.getHosts()),
        named == null ? USUAL_DATABASE : named,
        settings(parsed, listeners));
  }

  /**
   * Reads come from the primary and writes wait for the majority, whatever the string says: a
   * position that was told must not be taken back, and must be found.
   */
  private static MongoClientSettings settings(
      ConnectionString parsed, List<CommandListener> listeners) {
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applicationName("hindsight")
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS))
            .applyConnectionString(parsed)
            .readPreference(ReadPreference.primary())
            .writeConcern(WriteConcern.MAJORITY);
    listeners.forEach(settings::addCommandListener);
    return settings.build();
  }

  /** Fails with a remedy, also where the server is too old or does not let us write. */
  Database open() {
    var opened = new Database(MongoClients.create(settings), database);
    try {
      Document build = opened.command(new Document("buildInfo", 1));
      refuseOld(build.getString("version"));
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e instanceof ViewsUnavailable ? refusal(e) : e;
    }
  }

  private void refuseOld(@Nullable String version) {
    String known = version == null ? "0" : version;
    if (Integer.parseInt(known.split("\\.", 2)[0]) < OLDEST) {
      throw new ViewStoreRefused(
          "MongoDB at %s is of version %s".formatted(hosts, known),
          "use version 7 or 8; older than " + OLDEST + " cannot be used");
    }
  }

  /** What a failure of the first commands means for who starts the server. */
  ViewStoreRefused refusal(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MongoIncompatibleDriverException) {
        return new ViewStoreRefused(
            "MongoDB at %s is of a version that is too old".formatted(hosts),
            "use version 7 or 8; older than " + OLDEST + " cannot be used",
            failure);
      }
      if (cause instanceof MongoSecurityException
          || cause instanceof MongoException mongo
              && (mongo.getCode() == UNAUTHORIZED || mongo.getCode() == AUTHENTICATION_FAILED)) {
        return new ViewStoreRefused(
            "MongoDB at %s does not let us use database %s".formatted(hosts, database),
            "check user and password in "
                + SETTING
                + ", and give the user the role readWrite on that database",
            failure);
      }
    }
    return new ViewStoreRefused(
        "cannot reach MongoDB at " + hosts,
        "check that it runs and can be reached from here; " + SETTING + " names it",
        failure);
  }
}
