package io.hindsight.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.log.LogUnavailable;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandBusesTest {
  private static final ContextKey<String> CALLER = ContextKey.named("caller");

  record Greet(String name) {}

  private final AsynchronousCommandBus bus =
      CommandBuses.create(1, OpenTelemetry.noop().getTracer("test"));
  private final DefaultCommandGateway gateway =
      DefaultCommandGateway.builder().commandBus(bus).build();

  @AfterEach
  void stop() {
    bus.shutdown();
  }

  @Test
  void theCallersTraceContextReachesTheHandlerOnAPlatformThread() {
    bus.subscribe(
        Greet.class.getName(),
        command -> Thread.currentThread().isVirtual() + " " + Context.current().get(CALLER));

    try (Scope scope = Context.current().with(CALLER, "alice").makeCurrent()) {
      assertThat(gateway.<String>sendAndWait(new Greet("x"), 10, TimeUnit.SECONDS))
          .isEqualTo("false alice");
    }
  }

  @Test
  void moreThanCanWaitIsRefused() {
    CountDownLatch release = new CountDownLatch(1);
    bus.subscribe(
        Greet.class.getName(),
        command -> {
          release.await();
          return "done";
        });
    try {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  gateway.send(new Greet("x"));
                }
              })
          .isInstanceOf(LogUnavailable.class);
    } finally {
      release.countDown();
    }
  }
}
