package io.hindsight.app.server;

import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.LogTokens;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.TrainingRules;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Checkpoints;
import io.hindsight.runtime.serving.ServingProcessor;
import io.hindsight.runtime.serving.ServingPurge;
import io.hindsight.runtime.serving.ServingSettings;
import io.hindsight.runtime.serving.ServingState;
import io.hindsight.runtime.training.LearnedModelsFinder;
import io.hindsight.runtime.training.TrainingService;
import io.hindsight.runtime.training.TrainingSettings;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.nio.file.Path;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The serving state and the training of its models. */
@Configuration(proxyBeanMethods = false)
class ServingWiring {

  @Bean
  AlgorithmRegistry algorithmRegistry() {
    return AlgorithmRegistry.standard();
  }

  @Bean
  TrainingRules trainingRules(AlgorithmRegistry algorithms) {
    return new TrainingSettings(algorithms);
  }

  @Bean
  ModelStore modelStore(
      DataDirectory data, AlgorithmRegistry algorithms, HindsightSettings settings) {
    Path shared = settings.models();
    return new ModelStore(shared == null ? data.folder("models") : shared, algorithms);
  }

  @Bean
  Checkpoints checkpoints(DataDirectory data, LogStore log, HindsightSettings settings) {
    return new Checkpoints(
        data.folder("checkpoints"),
        log.id(),
        settings.serving().checkpointsKept(),
        settings.serving().checkpointsSize().toBytes());
  }

  /** Closed by the order of stop, before the views that it reads. */
  @Bean(destroyMethod = "")
  ServingProcessor servingProcessor(
      SharedEventSource source,
      LogStore log,
      ViewReader views,
      ViewProgress progress,
      ModelStore models,
      Checkpoints checkpoints,
      HindsightSettings settings,
      Tracer tracer) {
    HindsightSettings.Serving serving = settings.serving();
    return new ServingProcessor(
        source,
        position -> LogTokens.token(new LogPosition(position)),
        log.head(),
        log.reader(),
        views,
        progress,
        models,
        checkpoints,
        new ServingSettings(
            serving.epochEvents(),
            serving.epochInterval(),
            serving.checkpointEvents(),
            settings.reads().patience(),
            serving.personEntries(),
            serving.tailSize().toBytes(),
            Math.toIntExact(serving.trendingHalfLife().toHours())),
        tracer);
  }

  @Bean
  ServingState servingState(ServingProcessor processor) {
    return processor.state();
  }

  @Bean
  ServingPurge servingPurge(ServingProcessor processor, LogStore log) {
    return new ServingPurge(processor, log::head);
  }

  @Bean
  LearnedModelsFinder learnedModelsFinder(LogStore log, ViewReader views) {
    return new LearnedModelsFinder(log.reader(), views);
  }

  @Bean
  TrainingService trainingService(
      LogStore log,
      AlgorithmRegistry algorithms,
      ModelStore models,
      HindsightSettings settings,
      CommandGateway commands,
      InstantSource clock,
      Tracer tracer) {
    int threads = settings.training().threads();
    return new TrainingService(
        log.reader(),
        algorithms,
        models,
        CodeVersion.CURRENT,
        threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
        commands,
        clock,
        tracer);
  }
}
