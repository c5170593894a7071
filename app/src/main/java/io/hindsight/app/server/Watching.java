package io.hindsight.app.server;

import io.hindsight.command.intake.GroupCommitLog;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.seal.Sealer;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.store.ViewsUnavailable;
import io.hindsight.readmodel.views.Views;
import io.hindsight.runtime.serving.ServingProcessor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.OptionalLong;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the server tells of itself: gauges for Prometheus, and health. */
@Configuration(proxyBeanMethods = false)
class Watching {
  static final String SERVING = "serving";

  @Bean
  RecentHead recentHead(LogStore log) {
    return new RecentHead(log::head);
  }

  @Bean
  MeterBinder lags(ViewProgress progress, RecentHead head) {
    return registry -> {
      Gauge.builder("hindsight.log.position", head, RecentHead::value)
          .description("Position of the last event")
          .register(registry);
      for (var view : Views.ALL) {
        lag(registry, progress, head, view.name());
      }
      lag(registry, progress, head, SERVING);
    };
  }

  private static void lag(
      MeterRegistry registry, ViewProgress progress, RecentHead head, String fold) {
    Gauge.builder(
            "hindsight.projection.lag",
            progress,
            at -> Math.max(0.0, head.value() - at.reached(fold).value()))
        .description("Events of the log that a fold has not taken in yet")
        .tag("fold", fold)
        .register(registry);
  }

  @Bean
  MeterBinder appends(GroupCommitLog facts) {
    return registry -> {
      FunctionCounter.builder("hindsight.log.commits", facts, GroupCommitLog::commits)
          .description("Commits of the group committer")
          .register(registry);
      FunctionCounter.builder("hindsight.log.appended", facts, GroupCommitLog::appendedEvents)
          .description("Events appended by the group committer")
          .register(registry);
      FunctionCounter.builder("hindsight.log.receipts", facts, GroupCommitLog::appendedReceipts)
          .description("Receipts of lists appended by the group committer; they share events")
          .register(registry);
      Gauge.builder("hindsight.log.queued", facts, GroupCommitLog::queuedEvents)
          .description("Events waiting for their commit")
          .register(registry);
    };
  }

  @Bean
  MeterBinder away(Servers servers) {
    return registry ->
        servers
            .names()
            .forEach(
                server ->
                    Gauge.builder(
                            "hindsight.server.away", servers, all -> all.isAway(server) ? 1.0 : 0.0)
                        .description("1 where it could not be reached when last asked")
                        .tag("server", server)
                        .register(registry));
  }

  @Bean
  MeterBinder role(HindsightSettings settings) {
    return registry ->
        Gauge.builder("hindsight.node", () -> 1)
            .description("What this node does")
            .tag("role", settings.isWorker() ? "worker" : "serving")
            .register(registry);
  }

  @Bean
  @WorkerOnly
  MeterBinder unsealed(Sealer sealer, RecentHead head) {
    return registry ->
        Gauge.builder(
                "hindsight.log.unsealed",
                sealer,
                seals -> Math.max(0.0, head.value() - seals.sealedTo().value()))
            .description("Positions of the log that no seal vouches for yet")
            .register(registry);
  }

  /** Without it nothing can be stored, and no list be answered. */
  @Bean
  HealthIndicator logHealth(RecentHead head) {
    return () -> {
      OptionalLong position = head.position();
      return position.isPresent()
          ? Health.up().withDetail("position", position.getAsLong()).build()
          : Health.down().withDetail("problem", "it cannot be read").build();
    };
  }

  /** Not part of readiness: known people are served without it, and all nodes have the same. */
  @Bean
  HealthIndicator keysHealth(Servers servers) {
    return () ->
        servers.keysAnswer()
            ? Health.up().build()
            : Health.down().withDetail("problem", "they cannot be read").build();
  }

  @Bean
  HealthIndicator servingHealth(ServingProcessor serving) {
    return () -> {
      Health.Builder health = Health.up().withDetail("position", serving.position().value());
      serving.problem().ifPresent(problem -> health.down().withDetail("problem", problem));
      if (!serving.missingModels().isEmpty()) {
        health.withDetail("missing models", serving.missingModels());
      }
      return health.build();
    };
  }

  @Bean
  MeterBinder persons(ServingProcessor serving) {
    return registry -> {
      Gauge.builder("hindsight.serving.persons", serving, ServingProcessor::personsInMemory)
          .description("People whose state is held in memory")
          .register(registry);
      Gauge.builder("hindsight.serving.tail", serving, ServingProcessor::tailBytes)
          .description("What people did since the history view's position, held in memory")
          .baseUnit("bytes")
          .register(registry);
    };
  }

  @Bean
  HealthIndicator viewsHealth(NodeViews views, ViewReader store, RecentHead head) {
    return () -> {
      Health.Builder health = Health.up();
      if (store.isAway()) {
        return health.down().withDetail("problem", "their server is away").build();
      }
      try {
        store.position(Views.ITEMS);
      } catch (ViewsUnavailable e) {
        return health.down().withDetail("problem", String.valueOf(e.getMessage())).build();
      }
      OptionalLong position = head.position();
      if (position.isEmpty()) {
        return health.unknown().withDetail("problem", "the log cannot be read").build();
      }
      for (ViewAnswer.View view : views.at(new LogPosition(position.getAsLong()))) {
        if (view.problem() != null) {
          health.down();
        }
        health.withDetail(
            view.name() + "@" + view.generation(), view.status() + ", lag " + view.lag());
      }
      return health.build();
    };
  }
}
