package io.hindsight.app.server;

import io.hindsight.api.ApiConfiguration;
import io.hindsight.contracts.time.Ids;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The whole server as one Spring application. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties(HindsightSettings.class)
@Import({
  ApiConfiguration.class,
  LogWiring.class,
  KeyWiring.class,
  IntegrityWiring.class,
  ProcessWiring.class,
  RetentionWiring.class,
  ViewsWiring.class,
  WorkerWiring.class,
  ServingNodeWiring.class,
  ServingWiring.class,
  QueryWiring.class,
  RoutingWiring.class,
  Servers.class,
  AwayFilter.class,
  Watching.class,
  Lifecycle.class
})
public class HindsightServer {

  /** Not before: when Spring takes logging over, it drops filters that are there. */
  @PostConstruct
  void showTracesOnce() {
    RepeatedTraces.install();
  }

  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Bean
  Ids ids(InstantSource clock) {
    return new SystemIds(clock);
  }

  @Bean
  DataDirectory dataDirectory(HindsightSettings settings) {
    return DataDirectory.open(settings.data());
  }

  @Bean
  Tracer tracer(OpenTelemetry telemetry) {
    return telemetry.getTracer("io.hindsight");
  }

  /**
   * Runs what callers attached to appends: the rest of their request, never the committer's work.
   */
  @Bean(destroyMethod = "shutdown")
  ExecutorService completions() {
    return Executors.newFixedThreadPool(
        2, Thread.ofPlatform().daemon().name("completion-", 0).factory());
  }
}
