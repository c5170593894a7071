package io.hindsight.readmodel.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;

@Timeout(60)
class GuardTest {
  private Instant now = Instant.EPOCH;
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }
      };
  private final Guard guard = new Guard(CircuitBreakerConfig.custom().clock(clock));
  private int asked;

  private String ask(RuntimeException failure) {
    return guard.call(
        () -> {
          asked++;
          if (failure != null) {
            throw failure;
          }
          return "row";
        });
  }

  static Stream<RuntimeException> outages() {
    MongoException refused =
        new MongoSocketOpenException("refused", new ServerAddress(), new IOException());
    return Stream.of(
        refused,
        new MongoTimeoutException("no server"),
        new DataAccessResourceFailureException("translated", refused));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void afterAnOutageIsAskedAgainOnlyInAWhile(RuntimeException outage) {
    assertThat(guard.isAway()).isFalse();
    assertThatThrownBy(() -> ask(outage)).isInstanceOf(ViewsUnavailable.class).hasCause(outage);
    assertThat(guard.isAway()).isTrue();
    assertThatThrownBy(() -> ask(null))
        .isInstanceOf(ViewsUnavailable.class)
        .hasMessage("the views in MongoDB are away");
    assertThat(asked).isEqualTo(1);
    now = now.plusSeconds(1);
    assertThat(ask(null)).isEqualTo("row");
    assertThat(guard.isAway()).isFalse();
  }

  @Test
  void whatIsWrongWithOneCallIsNoOutage() {
    DataAccessException duplicate = new DuplicateKeyException("there already");
    assertThatThrownBy(() -> ask(duplicate)).isInstanceOf(ViewsUnavailable.class);
    assertThat(guard.isAway()).isFalse();
    assertThat(ask(null)).isEqualTo("row");
  }

  @Test
  void whereManyWaitOthersAreRefusedAtOnce() throws Exception {
    Semaphore arrived = new Semaphore(0);
    Semaphore answers = new Semaphore(0);
    try (var threads = Executors.newFixedThreadPool(Guard.CALLS)) {
      List<Future<String>> waiting = new ArrayList<>();
      for (int i = 0; i < Guard.CALLS; i++) {
        waiting.add(
            threads.submit(
                () ->
                    guard.call(
                        () -> {
                          arrived.release();
                          answers.acquireUninterruptibly();
                          return "late";
                        })));
      }
      arrived.acquire(Guard.CALLS);
      assertThatThrownBy(() -> ask(null))
          .isInstanceOf(ViewsUnavailable.class)
          .hasMessage("64 callers wait for the views in MongoDB already");
      answers.release(Guard.CALLS);
      for (Future<String> one : waiting) {
        assertThat(one.get()).isEqualTo("late");
      }
    }
    assertThat(ask(null)).isEqualTo("row");
  }
}
