package io.hindsight.command.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hindsight.command.keys.MonthTable.MonthRow;
import io.hindsight.contracts.interactions.InteractionType;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
  private volatile Map<InteractionType, YearMonth> forgotten;

  MonthKeys(KeyDatabase database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
    for (MonthRow row : database.read(MonthTable::all)) {
      if (!row.isDestroyed()) {
        keys.put(row.month(), sealer.unwrap(row.month(), row.wrappedKey()));
      }
    }
    Map<InteractionType, YearMonth> known = new EnumMap<>(InteractionType.class);
    for (InteractionType type : InteractionType.values()) {
      byte[] month = database.setting(FORGOTTEN + type.wireName());
      if (month != null) {
        known.put(type, YearMonth.parse(new String(month, US_ASCII)));
      }
    }
    forgotten = known;
  }

  /** The key of a month; on disk before this returns. */
  SecretKey key(Month month) {
    SecretKey known = keys.get(month);
    return known == null ? make(month) : known;
  }

  /** Null where it is destroyed. */
  @Nullable SecretKey find(Month month) {
    return keys.get(month);
  }

  private synchronized SecretKey make(Month month) {
    SecretKey known = keys.get(month);
    if (known != null) {
      return known;
    }
    if (isForgotten(month)) {
      throw new IllegalStateException(month + " is forgotten: nothing is sealed for it any more");
    }
    SecretKey made = sealer.newKey();
    byte[] wrapped = sealer.wrap(month, made);
    database.write(connection -> MonthTable.add(connection, month, wrapped));
    keys.put(month, made);
    return made;
  }

  boolean isForgotten(Month month) {
    YearMonth upTo = forgotten.get(month.type());
    return upTo != null && !month.month().isAfter(upTo);
  }

  /**
   * Destroys the keys of a type up to the end of a month, and remembers it.
   *
   * @return false where that was done before
   */
  synchronized boolean forget(Month upTo) {
    boolean before = isForgotten(upTo);
    UnaryOperator<MonthRow> zeroed =
        row -> new MonthRow(row.id(), row.month(), new byte[row.wrappedKey().length]);
    database.overwrite(
        connection -> {
          if (!before) {
            SettingTable.set(
                connection,
                FORGOTTEN + upTo.type().wireName(),
                upTo.month().toString().getBytes(US_ASCII));
          }
          List<MonthRow> covered =
              MonthTable.all(connection).stream().filter(row -> covers(upTo, row.month())).toList();
          return MonthTable.overwrite(connection, covered, zeroed);
        });
    keys.keySet().removeIf(month -> covers(upTo, month));
    if (!before) {
      Map<InteractionType, YearMonth> more = new EnumMap<>(InteractionType.class);
      more.putAll(forgotten);
      more.put(upTo.type(), upTo.month());
      forgotten = more;
    }
    return !before;
  }

  private static boolean covers(Month upTo, Month month) {
    return month.type() == upTo.type() && !month.month().isAfter(upTo.month());
  }
}
