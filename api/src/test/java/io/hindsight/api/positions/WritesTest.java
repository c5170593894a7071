package io.hindsight.api.positions;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.log.LogUnavailable;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WritesTest {
  @Test
  void aBusThatTakesNoMoreFailsTheFutureAndNotTheCaller() {
    AsynchronousCommandBus full =
        AsynchronousCommandBus.builder()
            .executor(
                task -> {
                  throw new LogUnavailable("too many commands are waiting", null);
                })
            .build();
    full.subscribe(String.class.getName(), message -> message.getPayload());
    Writes writes =
        new Writes(
            DefaultCommandGateway.builder().commandBus(full).build(),
            new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("hindsight.api", io.hindsight.api.settings.ApiSettings.class));

    assertThat(writes.start("command"))
        .failsWithin(java.time.Duration.ofSeconds(1))
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withCauseInstanceOf(LogUnavailable.class);
  }
}
