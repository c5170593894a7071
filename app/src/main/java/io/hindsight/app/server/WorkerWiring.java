package io.hindsight.app.server;

import io.hindsight.command.intake.GroupCommitLog;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.seal.SealingThread;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.projections.processing.ViewProcessors;
import io.hindsight.projections.processing.ViewPurge;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.projections.views.Projections;
import io.hindsight.readmodel.mongodb.MongoViewStore;
import io.hindsight.readmodel.sqlite.SqliteViewStore;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewStore;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The node that writes the views. */
@WorkerOnly
@Configuration(proxyBeanMethods = false)
class WorkerWiring {
  private static final int VIEW_READERS = 8;

  @Bean
  ViewStore viewStore(HindsightSettings settings, DataDirectory data, LogStore log) {
    ViewStore store =
        switch (settings.views()) {
          case SQLITE -> SqliteViewStore.open(data.file("views.db"), VIEW_READERS);
          case MONGODB -> MongoViewStore.open(ViewsWiring.uri(settings));
        };
    try {
      store.bind(log.id(), log.head());
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
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

  @Bean
  NodeViews nodeViews(ViewProcessors processors) {
    return new NodeViews() {
      @Override
      public List<ViewAnswer.View> at(LogPosition head) {
        return processors.at(head);
      }

      @Override
      public Optional<AuditAnswer.Verification> verification(String view) {
        return processors.verification(view);
      }

      @Override
      public void start() {
        processors.start();
      }

      @Override
      public void close() {
        processors.close();
      }
    };
  }

  @Bean
  SmartLifecycle viewOrders(CommandBus commands, ViewProcessors views, ViewPurge purge) {
    return new Lifecycle.Phase(
        1,
        () -> {
          new AnnotationCommandHandlerAdapter<>(views).subscribe(commands);
          new AnnotationCommandHandlerAdapter<>(purge).subscribe(commands);
        },
        () -> {});
  }

  /** Ends after everything that appends, and seals that, too. */
  @Bean
  SmartLifecycle seals(SealingThread sealing, HindsightSettings settings) {
    return settings.integrity().sealing()
        ? new Lifecycle.Phase(0, sealing::start, sealing::close)
        : new Lifecycle.Phase(0, () -> {}, () -> {});
  }
}
