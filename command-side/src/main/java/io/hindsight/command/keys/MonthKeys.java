package io.hindsight.command.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hindsight.command.keys.MonthTable.MonthRow;
import io.hindsight.contracts.interactions.InteractionType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * One random key for each type of interactions and month in which any happened. It takes part in
 * every envelope of theirs, so destroying it closes the texts of everybody at once. There are few:
 * all are in memory.
 */
final class MonthKeys {
  private static final String FORGOTTEN = "forgotten/";

  private final KeyDatabase database;
  private final Sealer sealer;
  private final Map<Month, SecretKey> keys = new ConcurrentHashMap<>();
  private volatile Map<InteractionType, YearMonth> forgotten = Map.of();

  MonthKeys(KeyDatabase database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
    refresh();
  }

  /** As the store has them now. */
  synchronized void refresh() {
    Map<Month, SecretKey> stored = new HashMap<>();
    for (MonthRow row : database.read(MonthTable::all)) {
      if (!row.isDestroyed()) {
        stored.put(row.month(), sealer.unwrap(row.month(), row.wrappedKey()));
      }
    }
    keys.keySet().retainAll(stored.keySet());
    keys.putAll(stored);
    forgotten = database.read(MonthKeys::forgotten);
  }

  private static Map<InteractionType, YearMonth> forgotten(Connection connection)
      throws SQLException {
    Map<InteractionType, YearMonth> known = new EnumMap<>(InteractionType.class);
    for (InteractionType type : InteractionType.values()) {
      byte[] month = SettingTable.get(connection, FORGOTTEN + type.wireName());
      if (month != null) {
        known.put(type, YearMonth.parse(new String(month, US_ASCII)));
      }
    }
    return known;
  }

  /** The key of a month; on disk before this returns. */
  SecretKey key(Month month) {
    SecretKey known = keys.get(month);
    return known == null ? make(month) : known;
  }

  /** Null where it is destroyed. What others may have destroyed is looked up. */
  @Nullable SecretKey find(Month month) {
    if (!database.isShared()) {
      return keys.get(month);
    }
    MonthRow row =
        database.<@Nullable MonthRow>read(connection -> MonthTable.find(connection, month));
    return row == null || row.isDestroyed() ? null : sealer.unwrap(month, row.wrappedKey());
  }

  private synchronized SecretKey make(Month month) {
    SecretKey known = keys.get(month);
    if (known != null) {
      return known;
    }
    MonthRow row = database.write(connection -> stored(connection, month));
    SecretKey made = sealer.unwrap(month, row.wrappedKey());
    keys.put(month, made);
    return made;
  }

  /** The one that is there, or a new one; another process may have made or forgotten it. */
  private MonthRow stored(Connection connection, Month month) throws SQLException {
    database.lockMonths(connection);
    if (isCovered(forgotten(connection), month)) {
      throw new IllegalStateException(month + " is forgotten: nothing is sealed for it any more");
    }
    MonthRow row = MonthTable.find(connection, month);
    if (row != null) {
      return row;
    }
    MonthTable.add(connection, month, sealer.wrap(month, sealer.newKey()));
    return Objects.requireNonNull(MonthTable.find(connection, month));
  }

  boolean isForgotten(Month month) {
    return isCovered(forgotten, month);
  }

  private static boolean isCovered(Map<InteractionType, YearMonth> forgotten, Month month) {
    YearMonth upTo = forgotten.get(month.type());
    return upTo != null && !month.month().isAfter(upTo);
  }

  /**
   * Destroys the keys of a type up to the end of a month, and remembers it.
   *
   * @return false where that was done before
   */
  synchronized boolean forget(Month upTo) {
    UnaryOperator<MonthRow> zeroed =
        row -> new MonthRow(row.id(), row.month(), new byte[row.wrappedKey().length]);
    boolean before =
        database.overwrite(
            connection -> {
              database.lockMonths(connection);
              boolean known = isCovered(forgotten(connection), upTo);
              if (!known) {
                SettingTable.set(
                    connection,
                    FORGOTTEN + upTo.type().wireName(),
                    upTo.month().toString().getBytes(US_ASCII));
              }
              MonthTable.overwrite(
                  connection,
                  MonthTable.all(connection).stream()
                      .filter(row -> covers(upTo, row.month()))
                      .toList(),
                  zeroed);
              return known;
            });
    refresh();
    return !before;
  }

  private static boolean covers(Month upTo, Month month) {
    return month.type() == upTo.type() && !month.month().isAfter(upTo.month());
  }
}
