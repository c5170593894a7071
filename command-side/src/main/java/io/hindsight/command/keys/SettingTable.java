package io.hindsight.command.keys;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Single values by name. */
final class SettingTable {
  private SettingTable() {}

  static void setIfAbsent(Connection connection, String name, byte[] value) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO setting VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, name);
      insert.setBytes(2, value);
      insert.executeUpdate();
    }
  }

  static byte @Nullable [] get(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT value FROM setting WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  static int clear(Connection connection) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("DELETE FROM setting")) {
      return delete.executeUpdate();
    }
  }

  static void copy(Connection from, Connection to) throws SQLException {
    try (PreparedStatement select = from.prepareStatement("SELECT name, value FROM setting");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        set(to, row.getString(1), row.getBytes(2));
      }
    }
  }

  static int set(Connection connection, String name, byte[] value) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO setting VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
      upsert.setString(1, name);
      upsert.setBytes(2, value);
      return upsert.executeUpdate();
    }
  }
}
