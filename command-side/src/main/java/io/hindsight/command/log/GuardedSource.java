package io.hindsight.command.log;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool that refuses at once while its database is known to be away: only one caller at a time
 * still waits for a connection, and finds out when it is back. Otherwise all of them would, the
 * committer among them, and everybody's answer would come too late. Where the database is only
 * slow, so many may wait for a connection and no more.
 */
public final class GuardedSource extends DelegatingDataSource {
  private final BooleanSupplier empty;
  private final CircuitBreaker breaker;
  private final Bulkhead waiting;
  private final Callable<Connection> connection;

  /**
   * @param name of the database, as in {@code the log's database}
   */
  public GuardedSource(String name, HikariDataSource pool) {
    this(name, pool, () -> isEmpty(pool), CircuitBreakerConfig.custom());
  }

  /**
   * @param empty whether the pool holds no connection
   * @param settings with the clock of a test
   */
  GuardedSource(
      String name, DataSource pool, BooleanSupplier empty, CircuitBreakerConfig.Builder settings) {
    super(pool);
    this.empty = empty;
    // One failure tells: the pool has waited for a connection as long as it may.
    breaker = Guards.breaker(name, settings, this::isOutage);
    waiting = Guards.bulkhead(name);
    connection =
        Bulkhead.decorateCallable(
            waiting, CircuitBreaker.decorateCallable(breaker, pool::getConnection));
  }

  /**
   * Where no connection could be made, the pool names the cause, or has none left that could be in
   * use.
   */
  private boolean isOutage(Throwable failure) {
    return failure instanceof SQLTransientConnectionException
        && (failure.getCause() != null || empty.getAsBoolean());
  }

  private static boolean isEmpty(HikariDataSource pool) {
    HikariPoolMXBean state = pool.getHikariPoolMXBean();
    return state != null && state.getTotalConnections() == 0;
  }

  /** Whether it could not be reached when it was last asked. */
  public boolean isAway() {
    return breaker.getState() != State.CLOSED;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      return connection.call();
    } catch (CallNotPermittedException e) {
      throw new SQLTransientConnectionException(breaker.getName() + " is away", e);
    } catch (BulkheadFullException e) {
      throw new SQLTransientConnectionException(
          "%d callers wait for %s already".formatted(Guards.WAITING, waiting.getName()), e);
    } catch (SQLException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new SQLException(e);
    }
  }
}
