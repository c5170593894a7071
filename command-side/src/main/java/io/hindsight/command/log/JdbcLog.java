package io.hindsight.command.log;

import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.StoredLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** The log in a table: of a SQLite file, or of PostgreSQL. */
final class JdbcLog implements LogBackend {
  private final LogDatabase database;
  private final AtomicReference<@Nullable AppendFence> fence = new AtomicReference<>();
  private final EventStorageEngine writer;
  private final EventStorageEngine reader;
  private final JdbcStreamHeads heads;
  private final JdbcLogReader events;
  private final JdbcStoredLog stored;

  private JdbcLog(
      LogDatabase database, Serializer serializer, EventUpcaster upcasters, String newId) {
    this.database = database;
    this.writer = LogEngines.writer(database, serializer, upcasters, fence);
    this.reader = LogEngines.reader(database, serializer, upcasters);
    StoredEvents rows =
        new StoredEvents(database.readers(), new EventDecoder(serializer, upcasters));
    this.heads = new JdbcStreamHeads(rows);
    this.events = new JdbcLogReader(rows, database.isPostgres());
    this.stored = new JdbcStoredLog(identity(database, rows, newId), rows, database.isPostgres());
  }

  static JdbcLog open(
      LogSettings.Jdbc settings, Serializer serializer, EventUpcaster upcasters, String newId) {
    LogDatabase database = LogDatabase.open(settings);
    try {
      return new JdbcLog(database, serializer, upcasters, newId);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public EventStorageEngine writer() {
    return writer;
  }

  @Override
  public EventStorageEngine reader() {
    return reader;
  }

  @Override
  public StreamHeads heads() {
    return heads;
  }

  @Override
  public LogReader events() {
    return events;
  }

  @Override
  public StoredLog stored() {
    return stored;
  }

  @Override
  public void stopAt(AppendFence heeded) {
    if (!database.isPostgres()) {
      throw new IllegalStateException("nobody else appends to this log");
    }
    fence.set(heeded);
  }

  @Override
  public boolean isShared() {
    return database.isPostgres();
  }

  @Override
  public boolean isAway() {
    return database.isAway();
  }

  @Override
  public void close() {
    database.close();
  }

  private static String identity(LogDatabase database, StoredEvents rows, String newId) {
    try (Connection connection = database.writer().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO log_identity (only_one, id) VALUES (1, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, newId);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LogUnavailable("cannot identify the log", e);
    }
    return rows.select("SELECT id FROM log_identity", row -> row.getString(1)).getFirst();
  }
}
