package io.hindsight.command.keys;

import io.hindsight.command.keys.MonthTable.MonthRow;
import io.hindsight.contracts.ids.SubjectId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rows of the store of keys, wherever they are. */
abstract class KeyDatabase implements AutoCloseable {
  private static final int PAGE = 1_000;

  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  /** Opens the store, and creates it where there is none. */
  static KeyDatabase open(KeySettings settings) {
    return switch (settings) {
      case KeySettings.Sqlite(Path file) -> new SqliteKeys(file);
      case KeySettings.Postgres postgres -> PostgresKeys.ofServer(postgres);
    };
  }

  /**
   * The same for something that no server is to see.
   *
   * @throws KeyStoreRefused if servers have it open; a file is its caller's to lock
   */
  static KeyDatabase openAlone(KeySettings settings) {
    return switch (settings) {
      case KeySettings.Sqlite(Path file) -> new SqliteKeys(file);
      case KeySettings.Postgres postgres -> PostgresKeys.alone(postgres);
    };
  }

  /** Whether other processes write here, too: what was read a moment ago may be gone. */
  abstract boolean isShared();

  /** Whether it could not be reached when it was last asked. */
  abstract boolean isAway();

  abstract <T extends @Nullable Object> T read(Work<T> work);

  /** All or nothing, and durable when this returns. */
  abstract <T extends @Nullable Object> T write(Work<T> work);

  /** Writes, and leaves as little as the store allows of what was there before. */
  abstract <T extends @Nullable Object> T overwrite(Work<T> work);

  /** Until the end of this transaction nobody else makes or destroys keys of months. */
  abstract void lockMonths(Connection connection) throws SQLException;

  /** Until the end of this transaction nobody else writes anything. */
  abstract void lockAll(Connection connection) throws SQLException;

  /**
   * From now on writes nothing once the store hangs on another master key: what was wrapped by this
   * one would never be opened again.
   *
   * @param check of the master key that writes go by
   */
  abstract void heed(byte[] check);

  @Override
  public abstract void close();

  /** Stores the value where there is none, and answers with the one that is there then. */
  byte[] setting(String name, byte[] initial) {
    return write(
        connection -> {
          SettingTable.setIfAbsent(connection, name, initial);
          return Objects.requireNonNull(SettingTable.get(connection, name));
        });
  }

  /** The value that is stored under a name. */
  byte @Nullable [] setting(String name) {
    return this.<byte @Nullable []>read(connection -> SettingTable.get(connection, name));
  }

  void set(String name, byte[] value) {
    write(connection -> SettingTable.set(connection, name, value));
  }

  /** Rows in the order of their subjects, after one of them; null: from the first. */
  List<SubjectRow> page(@Nullable SubjectId after, int limit) {
    return read(connection -> SubjectTable.page(connection, after, limit));
  }

  /**
   * Replaces look-up and wrapped key of every subject, wrapped keys of months, and the check, all
   * or none.
   *
   * @return how many subjects there are
   */
  long rewrite(
      UnaryOperator<SubjectRow> change,
      UnaryOperator<MonthRow> months,
      String check,
      byte[] newCheck) {
    return overwrite(
        connection -> {
          lockAll(connection);
          long changed = 0;
          SubjectId after = null;
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE subject SET lookup = ?, wrapped_key = ? WHERE subject = ?")) {
            List<SubjectRow> page = SubjectTable.page(connection, after, PAGE);
            while (!page.isEmpty()) {
              for (SubjectRow row : page) {
                SubjectRow changedRow = change.apply(row);
                update.setBytes(1, changedRow.lookup());
                update.setBytes(2, changedRow.wrappedKey());
                update.setString(3, row.subject().value());
                update.addBatch();
              }
              update.executeBatch();
              changed += page.size();
              after = page.getLast().subject();
              page = SubjectTable.page(connection, after, PAGE);
            }
          }
          MonthTable.overwrite(connection, MonthTable.all(connection), months);
          SettingTable.set(connection, check, newCheck);
          return changed;
        });
  }

  List<SubjectRow> byLookup(List<byte[]> lookups) {
    return read(connection -> SubjectTable.select(connection, lookups));
  }

  @Nullable SubjectRow bySubject(SubjectId subject) {
    return this.<@Nullable SubjectRow>read(connection -> SubjectTable.select(connection, subject));
  }

  /**
   * Adds rows and answers with what is stored under their look-ups afterwards: another caller may
   * have been first.
   */
  List<SubjectRow> add(List<SubjectRow> rows) {
    return write(
        connection -> {
          SubjectTable.insert(connection, inOneOrder(rows));
          return SubjectTable.select(connection, rows.stream().map(SubjectRow::lookup).toList());
        });
  }

  /** Two that add the same people in different orders would wait for one another for ever. */
  private static List<SubjectRow> inOneOrder(List<SubjectRow> rows) {
    return rows.stream()
        .sorted((one, other) -> Arrays.compare(one.lookup(), other.lookup()))
        .toList();
  }

  /** Removes a row, from wherever this store can. */
  void remove(SubjectId subject) {
    overwrite(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM subject WHERE subject = ?")) {
            delete.setString(1, subject.value());
            return delete.executeUpdate();
          }
        });
  }
}
