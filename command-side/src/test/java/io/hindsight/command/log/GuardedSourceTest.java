package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.AbstractDataSource;

@Timeout(60)
class GuardedSourceTest {
  private static final Connection CONNECTION =
      (Connection)
          Proxy.newProxyInstance(
              GuardedSourceTest.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, _, _) -> null);

  /** Makes everybody wait until the test says what they get. */
  private static final class Pool extends AbstractDataSource {
    final Semaphore asked = new Semaphore(0);
    final Semaphore answers = new Semaphore(0);
    volatile SQLException failure;

    @Override
    public Connection getConnection() throws SQLException {
      asked.release();
      answers.acquireUninterruptibly();
      if (failure != null) {
        throw failure;
      }
      return CONNECTION;
    }

    @Override
    public Connection getConnection(String user, String password) {
      throw new UnsupportedOperationException();
    }
  }

  private final Pool pool = new Pool();
  private final MovedClock clock = new MovedClock();
  private final AtomicBoolean empty = new AtomicBoolean();
  private final GuardedSource source =
      new GuardedSource(
          "the database", pool, empty::get, CircuitBreakerConfig.custom().clock(clock));

  private void fails(SQLException failure) {
    pool.failure = failure;
    pool.answers.release();
    assertThatThrownBy(source::getConnection).isSameAs(failure);
    pool.asked.acquireUninterruptibly();
  }

  @Test
  void whileTheDatabaseIsAwayOneAsksAndTheOthersAreRefusedAtOnce() throws Exception {
    fails(new SQLTransientConnectionException("timed out", new SQLException("refused", "08001")));
    pool.failure = null;
    assertThat(source.isAway()).isTrue();
    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessage("the database is away");
    assertThat(pool.asked.availablePermits()).as("asked the pool").isZero();
    clock.advanceSeconds(1);
    try (var threads = Executors.newSingleThreadExecutor()) {
      Future<Connection> asking = threads.submit(() -> source.getConnection());
      pool.asked.acquire();
      assertThatThrownBy(source::getConnection).hasMessage("the database is away");
      assertThat(pool.asked.availablePermits()).as("asked the pool").isZero();
      pool.answers.release();
      assertThat(asking.get()).isSameAs(CONNECTION);
      assertThat(source.isAway()).isFalse();
      pool.answers.release(2);
      assertThat(source.getConnection()).isSameAs(CONNECTION);
    }
  }

  @Test
  void aPoolThatHasNoConnectionLeftIsAway() throws Exception {
    empty.set(true);
    fails(new SQLTransientConnectionException("timed out"));
    assertThat(source.isAway()).isTrue();
  }

  @Test
  void whereManyWaitForAConnectionOthersAreRefusedAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(Guards.WAITING)) {
      List<Future<Connection>> waiting = new ArrayList<>();
      for (int i = 0; i < Guards.WAITING; i++) {
        waiting.add(threads.submit(() -> source.getConnection()));
      }
      pool.asked.acquire(Guards.WAITING);
      assertThatThrownBy(source::getConnection)
          .isInstanceOf(SQLTransientConnectionException.class)
          .hasMessage("64 callers wait for the database already");
      assertThat(source.isAway()).isFalse();
      pool.answers.release(Guards.WAITING + 1);
      for (Future<Connection> one : waiting) {
        assertThat(one.get()).isSameAs(CONNECTION);
      }
      assertThat(source.getConnection()).isSameAs(CONNECTION);
    }
  }

  @Test
  void aPoolWhoseConnectionsAreAllInUseIsNotAway() throws Exception {
    fails(new SQLTransientConnectionException("timed out"));
    pool.failure = null;
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<Connection> one = threads.submit(() -> source.getConnection());
      Future<Connection> other = threads.submit(() -> source.getConnection());
      pool.asked.acquire(2);
      pool.answers.release(2);
      assertThat(one.get()).isSameAs(CONNECTION);
      assertThat(other.get()).isSameAs(CONNECTION);
    }
  }
}
