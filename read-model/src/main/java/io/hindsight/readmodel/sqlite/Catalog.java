package io.hindsight.readmodel.sqlite;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.ForeignViews;
import io.hindsight.readmodel.store.ViewDefinition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The file's own tables: which generations there are, which are live, and from which log. */
final class Catalog {
  private Catalog() {}

  static void create(Session session) throws SQLException {
    session.execute("CREATE TABLE IF NOT EXISTS log_identity (id TEXT NOT NULL)");
    session.execute(
        "CREATE TABLE IF NOT EXISTS live_views"
            + " (name TEXT PRIMARY KEY, generation INTEGER NOT NULL) WITHOUT ROWID");
    session.execute(
        "CREATE TABLE IF NOT EXISTS generations"
            + " (view TEXT NOT NULL, number INTEGER NOT NULL, schema TEXT NOT NULL,"
            + " position INTEGER NOT NULL, PRIMARY KEY (view, number)) WITHOUT ROWID");
    session.execute(
        "CREATE TABLE IF NOT EXISTS purposes"
            + " (view TEXT NOT NULL, number INTEGER NOT NULL, purpose TEXT NOT NULL,"
            + " PRIMARY KEY (view, number)) WITHOUT ROWID");
  }

  static void bind(Session session, String logId, LogPosition head) throws SQLException {
    String known = logId(session);
    if (known == null) {
      var insert = session.prepare("INSERT INTO log_identity (id) VALUES (?)");
      insert.setString(1, logId);
      insert.executeUpdate();
    } else if (!known.equals(logId)) {
      throw new ForeignViews(
          ("These views were made from log %s, but the log here is %s. Put back the log they belong"
                  + " to, or move views.db and its -wal and -shm files away: the views are then"
                  + " rebuilt from the log.")
              .formatted(known, logId));
    }
    refuseAhead(session, head);
  }

  private static void refuseAhead(Session session, LogPosition head) throws SQLException {
    var select =
        session.prepare(
            "SELECT view, number, position FROM generations WHERE position > ?"
                + " ORDER BY position DESC LIMIT 1");
    select.setLong(1, head.value());
    try (ResultSet row = select.executeQuery()) {
      if (row.next()) {
        throw new ForeignViews(
            ("View %s (generation %d) has seen position %d, but the log ends at %d: it was probably"
                    + " restored from an older copy. Restore the newer log, or move views.db and"
                    + " its -wal and -shm files away: the views are then rebuilt from the log.")
                .formatted(row.getString(1), row.getInt(2), row.getLong(3), head.value()));
      }
    }
  }

  private static @Nullable String logId(Session session) throws SQLException {
    try (ResultSet row = session.prepare("SELECT id FROM log_identity").executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }

  static OptionalInt live(Session session, ViewDefinition<?> view) throws SQLException {
    var select = session.prepare("SELECT generation FROM live_views WHERE name = ?");
    select.setString(1, view.name());
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
    }
  }

  static void setLive(Session session, ViewDefinition<?> view, int number) throws SQLException {
    var upsert =
        session.prepare(
            "INSERT INTO live_views (name, generation) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET generation = excluded.generation");
    upsert.setString(1, view.name());
    upsert.setInt(2, number);
    upsert.executeUpdate();
  }

  static List<Integer> generations(Session session, ViewDefinition<?> view) throws SQLException {
    var select = session.prepare("SELECT number FROM generations WHERE view = ? ORDER BY number");
    select.setString(1, view.name());
    var numbers = new ArrayList<Integer>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }

  static @Nullable String schema(Session session, ViewDefinition<?> view, int number)
      throws SQLException {
    var select = session.prepare("SELECT schema FROM generations WHERE view = ? AND number = ?");
    select.setString(1, view.name());
    select.setInt(2, number);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }

  static void add(Session session, ViewDefinition<?> view, int number) throws SQLException {
    var insert =
        session.prepare(
            "INSERT INTO generations (view, number, schema, position) VALUES (?, ?, ?, 0)");
    insert.setString(1, view.name());
    insert.setInt(2, number);
    insert.setString(3, view.layout());
    insert.executeUpdate();
  }

  static void remove(Session session, ViewDefinition<?> view, int number) throws SQLException {
    var delete = session.prepare("DELETE FROM generations WHERE view = ? AND number = ?");
    delete.setString(1, view.name());
    delete.setInt(2, number);
    delete.executeUpdate();
  }

  static void note(Session session, ViewDefinition<?> view, int number, String purpose)
      throws SQLException {
    var delete = session.prepare("DELETE FROM purposes WHERE view = ? AND number = ?");
    delete.setString(1, view.name());
    delete.setInt(2, number);
    delete.executeUpdate();
    if (!purpose.isEmpty()) {
      var insert = session.prepare("INSERT INTO purposes (view, number, purpose) VALUES (?, ?, ?)");
      insert.setString(1, view.name());
      insert.setInt(2, number);
      insert.setString(3, purpose);
      insert.executeUpdate();
    }
  }

  static String purpose(Session session, ViewDefinition<?> view, int number) throws SQLException {
    var select = session.prepare("SELECT purpose FROM purposes WHERE view = ? AND number = ?");
    select.setString(1, view.name());
    select.setInt(2, number);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? row.getString(1) : "";
    }
  }

  static LogPosition position(Session session, ViewDefinition<?> view, int number)
      throws SQLException {
    var select = session.prepare("SELECT position FROM generations WHERE view = ? AND number = ?");
    select.setString(1, view.name());
    select.setInt(2, number);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? new LogPosition(row.getLong(1)) : LogPosition.START;
    }
  }

  /** Whether the position was {@code from}. */
  static boolean advance(
      Session session, ViewDefinition<?> view, int number, LogPosition from, LogPosition to)
      throws SQLException {
    var update =
        session.prepare(
            "UPDATE generations SET position = ? WHERE view = ? AND number = ? AND position = ?");
    update.setLong(1, to.value());
    update.setString(2, view.name());
    update.setInt(3, number);
    update.setLong(4, from.value());
    return update.executeUpdate() == 1;
  }
}
