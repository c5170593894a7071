package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.hindsight.contracts.log.LogUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AxonServerGuardTest {
  private final MovedClock clock = new MovedClock();
  private final AxonServerGuard guard =
      new AxonServerGuard("the server", CircuitBreakerConfig.custom().clock(clock));
  private final Semaphore asked = new Semaphore(0);

  private String ask() {
    return guard.call(
        () -> {
          asked.release();
          return "answer";
        });
  }

  private void fails(RuntimeException failure) {
    assertThatThrownBy(
            () ->
                guard.call(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void whereTheServerFellSilentOneAsksAndTheOthersAreRefusedAtOnce() throws Exception {
    fails(new LogUnavailable("has not answered", new TimeoutException()));
    assertRefused();
    clock.advanceSeconds(1);
    try (var threads = Executors.newSingleThreadExecutor()) {
      Semaphore answer = new Semaphore(0);
      Future<String> asking =
          threads.submit(
              () ->
                  guard.call(
                      () -> {
                        asked.release();
                        answer.acquireUninterruptibly();
                        return "back";
                      }));
      asked.acquire();
      assertRefused();
      answer.release();
      assertThat(asking.get()).isEqualTo("back");
    }
    assertThat(ask()).isEqualTo("answer");
  }

  private void assertRefused() {
    assertThatThrownBy(this::ask)
        .isInstanceOf(LogUnavailable.class)
        .hasMessage("the server is away");
    assertThat(asked.availablePermits()).as("asked the server").isZero();
  }

  @Test
  void aConnectionThatWasCutAndARefusalOfTheServersAreNoSilence() {
    fails(new LogUnavailable("is away", new IllegalStateException("UNAVAILABLE")));
    assertThat(ask()).isEqualTo("answer");
    fails(new ConcurrencyException("there already"));
    assertThat(ask()).isEqualTo("answer");
  }

  @Test
  void whereManyWaitOthersAreRefusedAtOnce() throws Exception {
    Semaphore answers = new Semaphore(0);
    try (var threads = Executors.newFixedThreadPool(Guards.WAITING)) {
      List<Future<String>> waiting = new ArrayList<>();
      for (int i = 0; i < Guards.WAITING; i++) {
        waiting.add(
            threads.submit(
                () ->
                    guard.call(
                        () -> {
                          asked.release();
                          answers.acquireUninterruptibly();
                          return "late";
                        })));
      }
      asked.acquire(Guards.WAITING);
      assertThatThrownBy(this::ask)
          .isInstanceOf(LogUnavailable.class)
          .hasMessage("64 callers wait for the server already");
      answers.release(Guards.WAITING);
      for (Future<String> one : waiting) {
        assertThat(one.get()).isEqualTo("late");
      }
    }
    assertThat(ask()).isEqualTo("answer");
  }
}
