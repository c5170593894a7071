package io.hindsight.app.server;

import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.contracts.time.Ids;
import io.hindsight.projections.processing.ViewProcessors;
import io.hindsight.query.audit.AuditHandlers;
import io.hindsight.query.audit.PastLists;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.lists.ListHandlers;
import io.hindsight.query.lists.ListServing;
import io.hindsight.query.reproduction.Reproduction;
import io.hindsight.query.views.CatalogHandlers;
import io.hindsight.query.views.FeatureHandlers;
import io.hindsight.query.views.OperationHandlers;
import io.hindsight.query.views.PersonHandlers;
import io.hindsight.query.views.PositionGate;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Checkpoints;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.runtime.serving.ServingState;
import io.opentelemetry.api.trace.Tracer;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who answers which question. */
@Configuration(proxyBeanMethods = false)
class QueryWiring {

  @Bean
  PositionGate positionGate(ViewProgress progress, HindsightSettings settings) {
    return new PositionGate(progress, settings.reads().patience());
  }

  @Bean
  QuestionHandlers catalogQuestions(ViewReader views, PositionGate gate) {
    return new CatalogHandlers(views, gate);
  }

  @Bean
  QuestionHandlers personQuestions(ViewReader views, Subjects subjects, PositionGate gate) {
    return new PersonHandlers(views, subjects, gate);
  }

  @Bean
  QuestionHandlers featureQuestions(ViewReader views, Subjects subjects, PositionGate gate) {
    return new FeatureHandlers(views, subjects, gate);
  }

  @Bean
  QuestionHandlers auditQuestions(
      LogStore log,
      ModelStore models,
      Checkpoints checkpoints,
      Subjects subjects,
      OperationHandlers operations) {
    Refold refold = new Refold(log.reader(), models.unremembering());
    return new AuditHandlers(
        new PastLists(log.reader(), refold, checkpoints, subjects, System::nanoTime),
        new Reproduction(refold, new ListComputer()),
        operations::models,
        CodeVersion.CURRENT,
        auditors());
  }

  /**
   * Each folds much of the log: two at a time, and not many behind them. No bean, or Spring would
   * take it for the application's own executor.
   */
  private static Executor auditors() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            2,
            2,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(32),
            Thread.ofPlatform().name("audit-", 0).daemon().factory());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  @Bean
  OperationHandlers operationQuestions(
      ViewReader views, ViewProcessors processors, PositionGate gate) {
    return new OperationHandlers(views, processors::now, gate);
  }

  @Bean
  QuestionHandlers listQuestions(
      ServingState serving,
      Subjects subjects,
      FactLog log,
      Ids ids,
      InstantSource clock,
      Tracer tracer,
      HindsightSettings settings) {
    ListServing lists =
        new ListServing(
            new ListComputer(settings.serving().rankingMemory().toBytes()),
            log,
            ids,
            clock,
            tracer);
    return new ListHandlers(serving, subjects, lists, settings.reads().patience());
  }
}
