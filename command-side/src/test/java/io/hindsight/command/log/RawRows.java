package io.hindsight.command.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** Rows of the log as another version of the program would have written them. */
final class RawRows {
  private RawRows() {}

  static void insert(
      Path file, String stream, long sequence, String type, String revision, String json)
      throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO DomainEventEntry (aggregateIdentifier, sequenceNumber, type,
                  eventIdentifier, metaData, payload, payloadRevision, payloadType, timeStamp)
                VALUES (?, ?, 'item', ?, ?, ?, ?, ?, '2025-01-01T00:00:00Z')""")) {
      insert.setString(1, stream);
      insert.setLong(2, sequence);
      insert.setString(3, "event-" + stream + "-" + sequence);
      insert.setBytes(4, "{}".getBytes(StandardCharsets.UTF_8));
      insert.setBytes(5, json.getBytes(StandardCharsets.UTF_8));
      insert.setString(6, revision);
      insert.setString(7, type);
      insert.executeUpdate();
    }
  }

  static String payload(Path file, String stream, long sequence) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT payload FROM DomainEventEntry"
                    + " WHERE aggregateIdentifier = ? AND sequenceNumber = ?")) {
      select.setString(1, stream);
      select.setLong(2, sequence);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new String(row.getBytes(1), StandardCharsets.UTF_8);
      }
    }
  }
}
