package io.hindsight.command.keys;

import io.hindsight.command.keys.MonthTable.MonthRow;
import io.hindsight.contracts.ids.SubjectId;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole stores of keys, between a file and a database. What is wrapped stays so: the master key
 * takes no part, and a copy opens with the one that its original opens with.
 */
public final class KeyCopies {
  private static final int PAGE = 1_000;

  private KeyCopies() {}

  /**
   * Copies the keys in a database, as they are at one moment, into a new file. Servers go on.
   *
   * @return how many people they know
   * @throws KeyStoreRefused if there are none
   */
  public static long toFile(KeySettings.Postgres from, Path file) {
    try (PostgresKeys source = PostgresKeys.forReading(from)) {
      requireKeys(source, from.toString());
      try (KeyDatabase target = new SqliteKeys(file)) {
        return source.<Long>atOneMoment(rows -> target.<Long>write(into -> copy(rows, into)));
      }
    }
  }

  /**
   * The same without a copy, for whoever wants to know before anything is written.
   *
   * @throws KeyStoreRefused if there are none, or their server cannot be reached
   */
  public static void requireAt(KeySettings.Postgres place) {
    try (PostgresKeys source = PostgresKeys.forReading(place)) {
      requireKeys(source, place.toString());
    }
  }

  private static void requireKeys(PostgresKeys source, String place) {
    if (!source.hasTables() || source.setting(KeyStore.LOG_ID) == null) {
      throw new KeyStoreRefused(
          "there are no keys of a log in "
              + place
              + ": check hindsight.keys.postgresql.*, or hindsight.postgresql.*");
    }
  }

  /**
   * Moves the keys of a file into a database, in one transaction, while no server uses either. They
   * are there already where that was done before, whatever was added since.
   *
   * @param master the key that both hang on
   * @return how many people they know
   * @throws KeyStoreRefused if the master key is another one, or other keys are there
   */
  public static long toDatabase(Path file, KeySettings.Postgres to, MasterKey master) {
    byte[] check = new Sealer(master, new SecureRandom()).checkValue();
    try (KeyDatabase source = new SqliteKeys(file)) {
      if (!MessageDigest.isEqual(check, source.setting(KeyStore.CHECK))) {
        throw KeyStore.otherMasterKey(master, file.toString());
      }
      try (KeyDatabase target = KeyDatabase.openAlone(to)) {
        return source.<Long>read(
            rows -> target.<Long>write(into -> move(target, rows, into, to.toString())));
      }
    }
  }

  private static long move(KeyDatabase target, Connection from, Connection to, String place)
      throws SQLException {
    target.lockAll(to);
    byte[] log = SettingTable.get(from, KeyStore.LOG_ID);
    byte[] thatLog = SettingTable.get(to, KeyStore.LOG_ID);
    if (thatLog != null && !Arrays.equals(log, thatLog)) {
      throw new KeyStoreRefused("the keys in " + place + " belong to another log");
    }
    long people = SubjectTable.count(to);
    if (people == 0 && MonthTable.all(to).isEmpty()) {
      SettingTable.clear(to);
      return copy(from, to);
    }
    if (!Arrays.equals(id(from), id(to))) {
      throw new KeyStoreRefused("there are other keys in " + place + ": name an empty database");
    }
    return people;
  }

  private static byte @Nullable [] id(Connection connection) throws SQLException {
    byte[] own = SettingTable.get(connection, KeyStore.ID);
    return own == null ? SettingTable.get(connection, KeyStore.LOG_ID) : own;
  }

  private static long copy(Connection from, Connection to) throws SQLException {
    SettingTable.copy(from, to);
    for (MonthRow row : MonthTable.all(from)) {
      MonthTable.add(to, row.month(), row.wrappedKey());
    }
    long copied = 0;
    SubjectId after = null;
    List<SubjectRow> page = SubjectTable.page(from, after, PAGE);
    while (!page.isEmpty()) {
      SubjectTable.insert(to, page);
      copied += page.size();
      after = page.getLast().subject();
      page = SubjectTable.page(from, after, PAGE);
    }
    return copied;
  }
}
