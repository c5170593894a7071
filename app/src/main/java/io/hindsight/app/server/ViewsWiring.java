package io.hindsight.app.server;

import io.hindsight.app.launch.ServerNotStarted;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.LogTokens;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.readmodel.store.ViewProgress;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Views, and what keeps them up with the log. */
@Configuration(proxyBeanMethods = false)
class ViewsWiring {
  @Bean
  ViewProgress viewProgress() {
    return new ViewProgress();
  }

  static String uri(HindsightSettings settings) {
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
}
