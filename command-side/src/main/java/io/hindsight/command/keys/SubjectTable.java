package io.hindsight.command.keys;

import io.hindsight.contracts.ids.SubjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of subjects. */
final class SubjectTable {
  private static final int NAMES_A_STATEMENT = 500;

  private SubjectTable() {}

  static List<SubjectRow> select(Connection connection, List<byte[]> lookups) throws SQLException {
    List<SubjectRow> rows = new ArrayList<>(lookups.size());
    for (int from = 0; from < lookups.size(); from += NAMES_A_STATEMENT) {
      List<byte[]> some = lookups.subList(from, Math.min(from + NAMES_A_STATEMENT, lookups.size()));
      String marks = String.join(",", Collections.nCopies(some.size(), "?"));
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT subject, lookup, wrapped_key, sealed_user FROM subject WHERE lookup IN ("
                  + marks
                  + ")")) {
        for (int i = 0; i < some.size(); i++) {
          select.setBytes(i + 1, some.get(i));
        }
        try (ResultSet result = select.executeQuery()) {
          while (result.next()) {
            rows.add(row(result));
          }
        }
      }
    }
    return rows;
  }

  static @Nullable SubjectRow select(Connection connection, SubjectId subject) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT subject, lookup, wrapped_key, sealed_user FROM subject WHERE subject = ?")) {
      select.setString(1, subject.value());
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? row(result) : null;
      }
    }
  }

  static long count(Connection connection) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM subject");
        ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** But for those that are there. */
  static void insert(Connection connection, List<SubjectRow> rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO subject (subject, lookup, wrapped_key, sealed_user) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      for (SubjectRow row : rows) {
        insert.setString(1, row.subject().value());
        insert.setBytes(2, row.lookup());
        insert.setBytes(3, row.wrappedKey());
        insert.setBytes(4, row.sealedUser());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static SubjectRow row(ResultSet result) throws SQLException {
    return new SubjectRow(
        result.getBytes(2),
        new SubjectId(result.getString(1)),
        result.getBytes(3),
        result.getBytes(4));
  }

  static List<SubjectRow> page(Connection connection, @Nullable SubjectId after, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT subject, lookup, wrapped_key, sealed_user FROM subject WHERE subject > ?"
                + " ORDER BY subject LIMIT ?")) {
      select.setString(1, after == null ? "" : after.value());
      select.setInt(2, limit);
      List<SubjectRow> rows = new ArrayList<>(limit);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          rows.add(row(result));
        }
      }
      return rows;
    }
  }
}
