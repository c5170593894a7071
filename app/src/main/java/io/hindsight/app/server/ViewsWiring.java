package io.hindsight.app.server;

import io.hindsight.app.launch.ServerNotStarted;
import io.hindsight.command.intake.GroupCommitLog;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.LogTokens;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.projections.processing.ViewProcessors;
import io.hindsight.projections.processing.ViewPurge;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.projections.views.Projections;
import io.hindsight.readmodel.mongodb.MongoViewStore;
import io.hindsight.readmodel.sqlite.SqliteViewStore;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewStore;
import io.opentelemetry.api.trace.Tracer;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Views, and what keeps them up with the log. */
@Configuration(proxyBeanMethods = false)
class ViewsWiring {
  private static final int VIEW_READERS = 8;

  @Bean
  ViewProgress viewProgress() {
    return new ViewProgress();
  }

  @Bean
  ViewStore viewStore(HindsightSettings settings, DataDirectory data, LogStore log) {
    ViewStore store =
        switch (settings.views()) {
          case SQLITE -> SqliteViewStore.open(data.file("views.db"), VIEW_READERS);
          case MONGODB -> MongoViewStore.open(uri(settings));
        };
    try {
      store.bind(log.id(), log.head());
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static String uri(HindsightSettings settings) {
    HindsightSettings.Mongodb mongodb = settings.mongodb();
    if (mongodb == null) {
      throw new ServerNotStarted(
          "hindsight.views=mongodb lacks its database", "set hindsight.mongodb.uri", null);
    }
    return mongodb.uri();
  }

  /** One reader of the log for everybody who follows it. */
  @Bean
  SharedEventSource sharedEventSource(LogStore log) {
    SharedEventSource source =
        new SharedEventSource(log.engine(), position -> LogTokens.token(new LogPosition(position)));
    log.onAppend(
        events -> {
          if (!events.stream().allMatch(ViewsWiring::isReceipt)) {
            source.wake();
          }
        });
    return source;
  }

  /**
   * Nobody waits for these: a dozen followers woken by each list served cost as much as the list.
   */
  private static boolean isReceipt(EventMessage<?> event) {
    return RecommendationServed.class.equals(event.getPayloadType());
  }

  @Bean
  ViewPurge viewPurge(
      ViewProcessors processors, ViewStore store, ViewProgress progress, LogStore log) {
    return new ViewPurge(processors, store, progress, log::head);
  }

  @Bean
  ViewProcessors viewProcessors(
      ViewStore store,
      ViewProgress progress,
      SharedEventSource source,
      Tracer tracer,
      LogStore log,
      GroupCommitLog facts) {
    return new ViewProcessors(
        store, progress, source, tracer, log::head, facts::isBusy, Projections.all());
  }
}
