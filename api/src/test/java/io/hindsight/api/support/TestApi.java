package io.hindsight.api.support;

import io.hindsight.api.ApiConfiguration;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.TrainingRules;
import io.hindsight.contracts.time.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The API over real buses, behind which nothing but a {@link Stub} stands. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(ApiConfiguration.class)
public class TestApi {
  public static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @Bean
  CommandBus commandBus() {
    return AsynchronousCommandBus.builder().executor(Executors.newFixedThreadPool(8)).build();
  }

  @Bean
  QueryBus queryBus() {
    return SimpleQueryBus.builder().build();
  }

  @Bean
  CommandGateway commandGateway(CommandBus bus) {
    return DefaultCommandGateway.builder().commandBus(bus).build();
  }

  @Bean
  QueryGateway queryGateway(QueryBus bus) {
    return DefaultQueryGateway.builder().queryBus(bus).build();
  }

  @Bean
  Stub stub(CommandBus commands, QueryBus queries) {
    return new Stub(commands, queries);
  }

  @Bean
  InstantSource clock() {
    return InstantSource.fixed(NOW);
  }

  @Bean
  Ids ids() {
    AtomicLong next = new AtomicLong();
    return new Ids() {
      @Override
      public String next() {
        return "id-" + next.incrementAndGet();
      }

      @Override
      public long nextSeed() {
        return 42;
      }
    };
  }

  @Bean
  Supplier<LogPosition> head(Stub stub) {
    return () -> stub.head;
  }

  /** Knows no setting of this name. */
  @Bean
  TrainingRules trainingRules() {
    return (algorithm, settings) ->
        settings.containsKey("nonsense")
            ? Optional.of(new Refusal("settings-invalid", "no nonsense", "leave it out"))
            : Optional.empty();
  }

  /** Starts a trace where a test asks for one, as the server's tracing would. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  Filter tracing() {
    return (request, response, chain) -> {
      String trace = ((HttpServletRequest) request).getHeader("Test-Trace");
      SpanContext context =
          trace == null
              ? SpanContext.getInvalid()
              : SpanContext.create(
                  trace, "00000000000000aa", TraceFlags.getSampled(), TraceState.getDefault());
      try (Scope _ = Span.wrap(context).makeCurrent()) {
        chain.doFilter(request, response);
      }
    };
  }

  @Bean
  MeterRegistry meters() {
    return new SimpleMeterRegistry();
  }
}
