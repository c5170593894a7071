package io.hindsight.command.log;

import io.hindsight.contracts.log.LogUnavailable;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * Tells a database that is away, or has no room, from what is wrong with one call. Axon's engine
 * throws the same for both, and whoever is above must know: the first passes, and is no bug.
 */
public final class Outages {
  /** By SQL: connection, insufficient resources, system error. */
  private static final Set<String> STATE_CLASSES = Set.of("08", "53", "58");

  /** PostgreSQL: shut down by an operator, crashed, starting. */
  private static final String SHUT_DOWN = "57P";

  /** SQLite: busy, locked, disk error, disk full. */
  private static final Set<Integer> SQLITE_CODES = Set.of(5, 6, 10, 13);

  private Outages() {}

  static void told(Runnable call) {
    Outages.<@Nullable Object>told(
        () -> {
          call.run();
          return null;
        });
  }

  /**
   * @throws LogUnavailable where the call failed because the database is away
   */
  static <T extends @Nullable Object> T told(Supplier<T> call) {
    try {
      return call.get();
    } catch (LogUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      throw isOutage(e) ? new LogUnavailable("the log's database is away", e) : e;
    }
  }

  public static boolean isOutage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        for (SQLException next = sql; next != null; next = next.getNextException()) {
          if (isOutage(next)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isOutage(SQLException e) {
    // The pool's own, for a connection that it did not get in time, is transient.
    if (e instanceof SQLTransientException || e instanceof SQLRecoverableException) {
      return true;
    }
    if (e instanceof SQLiteException) {
      return SQLITE_CODES.contains(e.getErrorCode() & 0xff);
    }
    String state = e.getSQLState();
    return state != null
        && state.length() == 5
        && (STATE_CLASSES.contains(state.substring(0, 2)) || state.startsWith(SHUT_DOWN));
  }
}
