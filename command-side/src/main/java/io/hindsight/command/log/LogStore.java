package io.hindsight.command.log;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.time.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * The opened log. Everything that blocks on it is to be called from platform threads: in native
 * code a virtual thread holds its carrier, and with few processors the whole server.
 */
public final class LogStore implements AutoCloseable {
  /** Tailing readers share these; whoever is further behind reads for itself. */
  private static final int CACHED_EVENTS = 2_000;

  private final LogDatabase database;
  private final HindsightSerializer serializer;
  private final SplitEventStorageEngine engine;
  private final EmbeddedEventStore eventStore;
  private final JdbcStreamHeads heads;
  private final JdbcLogReader reader;
  private final JdbcStoredLog stored;

  private LogStore(LogDatabase database, MessageRegistry registry, String newId) {
    this.database = database;
    this.serializer = new HindsightSerializer(registry);
    EventUpcaster upcasters = Upcasters.chain();
    this.engine =
        new SplitEventStorageEngine(
            LogEngines.writer(database, serializer, upcasters),
            LogEngines.reader(database, serializer, upcasters));
    this.eventStore =
        EmbeddedEventStore.builder().storageEngine(engine).cachedEvents(CACHED_EVENTS).build();
    StoredEvents events = new StoredEvents(database.readers(), serializer, upcasters);
    this.heads = new JdbcStreamHeads(events);
    this.reader = new JdbcLogReader(events, database.isPostgres());
    this.stored =
        new JdbcStoredLog(identity(database, events, newId), events, database.isPostgres());
  }

  /**
   * Opens the log, and creates it where there is none.
   *
   * @param ids gives a new log its identity
   */
  public static LogStore open(LogSettings settings, MessageRegistry registry, Ids ids) {
    LogDatabase database = LogDatabase.open(settings);
    try {
      return new LogStore(database, registry, ids.next());
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Appends here wake Axon's tailing readers, and the listeners. */
  public EmbeddedEventStore eventStore() {
    return eventStore;
  }

  /** Appends here wake the listeners only. */
  public EventStorageEngine engine() {
    return engine;
  }

  public HindsightSerializer serializer() {
    return serializer;
  }

  public StreamHeads heads() {
    return heads;
  }

  public LogReader reader() {
    return reader;
  }

  /** The log as its bytes stand. */
  public StoredLog stored() {
    return stored;
  }

  /** The position of the last event. */
  public LogPosition head() {
    return reader.head();
  }

  /**
   * Drawn when the log was created. Whatever keeps positions of this log keeps this beside them,
   * since they mean nothing in another one.
   */
  public String id() {
    return stored.id();
  }

  /** Calls back after each append. */
  public void onAppend(AppendListener listener) {
    engine.onAppend(listener);
  }

  @Override
  public void close() {
    eventStore.shutDown();
    database.close();
  }

  private static String identity(LogDatabase database, StoredEvents events, String newId) {
    try (Connection connection = database.writer().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO log_identity (only_one, id) VALUES (1, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, newId);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LogUnavailable("cannot identify the log", e);
    }
    return events.select("SELECT id FROM log_identity", row -> row.getString(1)).getFirst();
  }
}
