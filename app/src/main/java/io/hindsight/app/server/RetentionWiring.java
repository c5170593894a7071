package io.hindsight.app.server;

import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.process.PolledDeadlineManager;
import io.hindsight.command.process.ProcessStore;
import io.hindsight.command.process.SagaProcessors;
import io.hindsight.command.retention.RetentionIntake;
import io.hindsight.command.retention.RetentionReceipts;
import io.hindsight.command.retention.RetentionRuns;
import io.hindsight.command.seal.SealKeys;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.sagas.erasure.ErasurePatience;
import io.hindsight.sagas.retention.RetentionSaga;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What forgets interactions by their type and age. */
@WorkerOnly
@Configuration(proxyBeanMethods = false)
class RetentionWiring {

  @Bean
  RetentionIntake retentionIntake(
      FactLog facts, LogStore log, KeyStore keys, SealKeys signing, InstantSource clock) {
    return new RetentionIntake(
        facts, log.reader(), keys, new RetentionReceipts(signing.current()), clock);
  }

  @Bean
  TrackingEventProcessor retentionSaga(
      ProcessStore store,
      SharedEventSource source,
      PolledDeadlineManager deadlines,
      CommandGateway commands,
      HindsightSettings settings) {
    ErasurePatience patience =
        new ErasurePatience(settings.erasure().patience(), settings.erasure().resends());
    return new SagaProcessors(store, source, deadlines, List.of(commands, patience))
        .processor(RetentionSaga.class);
  }

  @Bean(destroyMethod = "")
  RetentionRuns retentionRuns(
      HindsightSettings settings, LogStore log, RetentionIntake intake, InstantSource clock) {
    return new RetentionRuns(
        settings.retentionPolicies(), log.reader(), log::head, intake::handle, clock);
  }

  @Bean
  SmartLifecycle retentionOrders(CommandBus commands, RetentionIntake intake) {
    return new Lifecycle.Phase(
        1, () -> new AnnotationCommandHandlerAdapter<>(intake).subscribe(commands), () -> {});
  }

  /** After the processes that carry on with what it begins. */
  @Bean
  SmartLifecycle retention(RetentionRuns runs) {
    return new Lifecycle.Phase(4, runs::start, runs::close);
  }
}
