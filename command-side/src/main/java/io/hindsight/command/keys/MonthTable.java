package io.hindsight.command.keys;

import io.hindsight.contracts.interactions.InteractionType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The keys of months. Rows are appended and overwritten in their places, never deleted: SQLite
 * moves none of them then, and so leaves no piece of a key anywhere.
 */
final class MonthTable {
  private MonthTable() {}

  /**
   * One as stored.
   *
   * @param wrappedKey all zeros once it is destroyed
   */
  @SuppressWarnings("ArrayRecordComponent") // on its way to and from a file, never compared
  record MonthRow(long id, Month month, byte[] wrappedKey) {
    boolean isDestroyed() {
      for (byte one : wrappedKey) {
        if (one != 0) {
          return false;
        }
      }
      return true;
    }
  }

  static List<MonthRow> all(Connection connection) throws SQLException {
    List<MonthRow> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT id, type, month, wrapped_key FROM month_key")) {
      while (row.next()) {
        InteractionType type = InteractionType.of(row.getString(2)).orElseThrow();
        Month month = new Month(type, YearMonth.parse(row.getString(3)));
        rows.add(new MonthRow(row.getLong(1), month, row.getBytes(4)));
      }
    }
    return rows;
  }

  static @Nullable MonthRow find(Connection connection, Month month) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, wrapped_key FROM month_key WHERE type = ? AND month = ?")) {
      select.setString(1, month.type().wireName());
      select.setString(2, month.month().toString());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? new MonthRow(row.getLong(1), month, row.getBytes(2)) : null;
      }
    }
  }

  static int add(Connection connection, Month month, byte[] wrappedKey) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO month_key (type, month, wrapped_key) VALUES (?, ?, ?)")) {
      insert.setString(1, month.type().wireName());
      insert.setString(2, month.month().toString());
      insert.setBytes(3, wrappedKey);
      return insert.executeUpdate();
    }
  }

  /** Overwrites keys by what is made of them, which must be as long. */
  static int overwrite(Connection connection, List<MonthRow> rows, UnaryOperator<MonthRow> change)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE month_key SET wrapped_key = ? WHERE id = ?")) {
      for (MonthRow row : rows) {
        update.setBytes(1, change.apply(row).wrappedKey());
        update.setLong(2, row.id());
        update.executeUpdate();
      }
    }
    return rows.size();
  }
}
