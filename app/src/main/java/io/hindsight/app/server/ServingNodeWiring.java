package io.hindsight.app.server;

import io.hindsight.command.log.LogStore;
import io.hindsight.command.routing.WorkerLink;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.readmodel.mongodb.MongoViewReader;
import io.hindsight.readmodel.store.ViewPosition;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewWatch;
import io.hindsight.readmodel.views.Views;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A node that reads the views which another one writes. */
@ServingNodeOnly
@Configuration(proxyBeanMethods = false)
class ServingNodeWiring {

  @Bean
  MongoViewReader viewReader(HindsightSettings settings, LogStore log) {
    MongoViewReader reader = MongoViewReader.open(ViewsWiring.uri(settings));
    try {
      reader.bind(log.id());
      return reader;
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * Whoever writes the views is the worker; where commands are passed on to it, one that does not
   * take them is away, too, though it may write views.
   */
  @Bean
  WorkerPresence workerPresence(MongoViewReader reader, ObjectProvider<WorkerLink> links) {
    WorkerLink link = links.getIfAvailable();
    return () -> (link != null && link.isAway()) || reader.isWriterAway();
  }

  @Bean(destroyMethod = "")
  ViewWatch viewWatch(MongoViewReader reader, ViewProgress progress) {
    return new ViewWatch(() -> reader.positions(Views.ALL), progress);
  }

  @Bean
  NodeViews nodeViews(MongoViewReader reader, ViewWatch watch) {
    return new NodeViews() {
      @Override
      public List<ViewAnswer.View> at(LogPosition head) {
        return reader.positions(Views.ALL).stream().map(view -> seen(view, head)).toList();
      }

      @Override
      public Optional<AuditAnswer.Verification> verification(String view) {
        return Optional.empty();
      }

      @Override
      public void start() {
        watch.start();
      }

      @Override
      public void close() {
        watch.close();
      }
    };
  }

  private static ViewAnswer.View seen(ViewPosition view, LogPosition head) {
    long lag = Math.max(0, head.value() - view.position().value());
    return new ViewAnswer.View(view.view(), view.generation(), "live", view.position(), lag, null);
  }

  @Bean
  @DecidingNodeOnly
  SmartLifecycle workersOrders(CommandBus commands, HindsightSettings settings) {
    var elsewhere = new WorkersOrders(settings.worker());
    return new Lifecycle.Phase(
        1, () -> new AnnotationCommandHandlerAdapter<>(elsewhere).subscribe(commands), () -> {});
  }
}
