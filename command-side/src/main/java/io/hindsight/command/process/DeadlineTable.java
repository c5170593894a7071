package io.hindsight.command.process;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.deadline.DeadlineException;
import org.jspecify.annotations.Nullable;

/** Rows of the table of deadlines, in whatever transaction the caller is. */
final class DeadlineTable {
  private final ConnectionProvider connections;

  DeadlineTable(ConnectionProvider connections) {
    this.connections = connections;
  }

  /** Payload, metadata and scope as stored. */
  record Entry(
      String id,
      String name,
      long dueAt,
      int failures,
      String scopeType,
      byte[] scope,
      String payloadType,
      @Nullable String payloadRevision,
      byte[] payload,
      byte[] metaData) {}

  void insert(Entry entry) {
    update(
        "INSERT INTO Deadline (id, name, dueAt, failures, scopeType, scope, payloadType,"
            + " payloadRevision, payload, metaData) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.id(),
        entry.name(),
        entry.dueAt(),
        entry.failures(),
        entry.scopeType(),
        entry.scope(),
        entry.payloadType(),
        entry.payloadRevision(),
        entry.payload(),
        entry.metaData());
  }

  /** Whether it was still there. */
  boolean delete(String id) {
    return update("DELETE FROM Deadline WHERE id = ?", id) == 1;
  }

  void delete(String name, String id) {
    update("DELETE FROM Deadline WHERE name = ? AND id = ?", name, id);
  }

  void deleteAll(String name) {
    update("DELETE FROM Deadline WHERE name = ?", name);
  }

  void deleteAll(String name, byte[] scope) {
    update("DELETE FROM Deadline WHERE name = ? AND scope = ?", name, scope);
  }

  void postpone(String id, long dueAt) {
    update("UPDATE Deadline SET dueAt = ?, failures = failures + 1 WHERE id = ?", dueAt, id);
  }

  List<Entry> due(long now, int limit) {
    return execute(
        "SELECT id, name, dueAt, failures, scopeType, scope, payloadType, payloadRevision, payload,"
            + " metaData FROM Deadline WHERE dueAt <= ? ORDER BY dueAt, id LIMIT ?",
        statement -> {
          List<Entry> entries = new ArrayList<>();
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              entries.add(entry(row));
            }
          }
          return entries;
        },
        now,
        limit);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getInt(4),
        row.getString(5),
        row.getBytes(6),
        row.getString(7),
        row.getString(8),
        row.getBytes(9),
        row.getBytes(10));
  }

  private int update(String sql, @Nullable Object... parameters) {
    return execute(sql, PreparedStatement::executeUpdate, parameters);
  }

  private interface Action<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private <T> T execute(String sql, Action<T> action, @Nullable Object... parameters) {
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return action.run(statement);
    } catch (SQLException e) {
      throw new DeadlineException("cannot keep deadlines", e);
    }
  }
}
