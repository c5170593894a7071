package io.hindsight.app.server;

import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.audit.LogIntegrity;
import io.hindsight.contracts.consent.Consents;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.serving.ReceiptLog;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.contracts.time.Ids;
import io.hindsight.projections.past.LogViews;
import io.hindsight.projections.views.Projections;
import io.hindsight.query.audit.AuditDesk;
import io.hindsight.query.audit.AuditHandlers;
import io.hindsight.query.audit.IntegrityHandlers;
import io.hindsight.query.audit.LogHandlers;
import io.hindsight.query.audit.PastLists;
import io.hindsight.query.audit.VerificationHandlers;
import io.hindsight.query.export.ExportHandlers;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.lists.ListHandlers;
import io.hindsight.query.lists.ListServing;
import io.hindsight.query.lists.PastConsents;
import io.hindsight.query.lists.UnservedLists;
import io.hindsight.query.past.ChangeHandlers;
import io.hindsight.query.past.Moments;
import io.hindsight.query.past.PastHandlers;
import io.hindsight.query.reproduction.Reproduction;
import io.hindsight.query.views.CatalogHandlers;
import io.hindsight.query.views.ConsentHandlers;
import io.hindsight.query.views.ErasureHandlers;
import io.hindsight.query.views.FeatureHandlers;
import io.hindsight.query.views.OperationHandlers;
import io.hindsight.query.views.PastViewAnswers;
import io.hindsight.query.views.PersonHandlers;
import io.hindsight.query.views.PositionGate;
import io.hindsight.query.views.RetentionHandlers;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Checkpoints;
import io.hindsight.runtime.serving.PastServing;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.runtime.serving.ServingState;
import io.opentelemetry.api.trace.Tracer;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who answers which question. */
@Configuration(proxyBeanMethods = false)
class QueryWiring {
  /** Each folds much of the log. */
  private static final int AUDITS_AT_ONCE = 2;

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
  QuestionHandlers consentQuestions(Subjects subjects, Consents consents, LogStore log) {
    return new ConsentHandlers(subjects, consents, log::head);
  }

  @Bean
  QuestionHandlers exportQuestions(Subjects subjects, LogStore log) {
    return new ExportHandlers(subjects, log.stored());
  }

  @Bean
  QuestionHandlers erasureQuestions(ViewReader views, PositionGate gate) {
    return new ErasureHandlers(views, gate);
  }

  @Bean
  @DecidingNodeOnly
  QuestionHandlers retentionQuestions(
      HindsightSettings settings, LogStore log, InstantSource clock) {
    return new RetentionHandlers(settings.retentionPolicies(), log.reader(), clock);
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
      OperationHandlers operations,
      AuditDesk desk) {
    Refold refold = new Refold(log.reader(), models.unremembering());
    return new AuditHandlers(
        new PastLists(log.reader(), refold, checkpoints, subjects, System::nanoTime),
        new Reproduction(refold, new ListComputer()),
        operations::models,
        CodeVersion.CURRENT,
        desk);
  }

  @Bean
  QuestionHandlers pastQuestions(
      LogStore log,
      ModelStore models,
      Checkpoints checkpoints,
      Subjects subjects,
      Consents consents,
      InstantSource clock,
      HindsightSettings settings,
      AuditDesk desk) {
    PastServing serving =
        new PastServing(
            log.reader(),
            models.unremembering(),
            checkpoints,
            Math.toIntExact(settings.serving().trendingHalfLife().toHours()));
    PastConsents then = new PastConsents(log.reader());
    return new PastHandlers(
        new Moments(log.reader(), clock),
        new PastViewAnswers(new LogViews(log.reader(), Projections.all()), subjects, then),
        new UnservedLists(serving, subjects, consents, then),
        System::nanoTime,
        settings.past().maxEvents(),
        desk);
  }

  @Bean
  AuditDesk auditDesk() {
    return AuditDesk.of(AUDITS_AT_ONCE);
  }

  @Bean
  QuestionHandlers logQuestions(LogStore log, Subjects subjects, AuditDesk desk) {
    return new LogHandlers(log.stored(), subjects, desk);
  }

  @Bean
  @DecidingNodeOnly
  QuestionHandlers integrityQuestions(LogIntegrity integrity, AuditDesk desk) {
    return new IntegrityHandlers(integrity, desk);
  }

  @Bean
  QuestionHandlers changeQuestions(
      LogStore log, InstantSource clock, HindsightSettings settings, AuditDesk desk) {
    return new ChangeHandlers(
        new Moments(log.reader(), clock),
        new LogViews(log.reader(), Projections.all()),
        System::nanoTime,
        settings.past().maxEvents(),
        desk);
  }

  @Bean
  @DecidingNodeOnly
  QuestionHandlers verificationQuestions(NodeViews nodes, LogStore log) {
    return new VerificationHandlers(nodes::verification, log::head);
  }

  @Bean
  OperationHandlers operationQuestions(
      ViewReader views, NodeViews nodes, LogStore log, PositionGate gate) {
    return new OperationHandlers(
        views,
        () -> {
          LogPosition head = log.head();
          return new ViewAnswer.Views(nodes.at(head), head);
        },
        gate);
  }

  @Bean
  QuestionHandlers listQuestions(
      ServingState serving,
      Subjects subjects,
      Consents consents,
      ReceiptLog receipts,
      Ids ids,
      InstantSource clock,
      Tracer tracer,
      HindsightSettings settings) {
    ListServing lists =
        new ListServing(
            new ListComputer(settings.serving().rankingMemory().toBytes()),
            receipts,
            ids,
            clock,
            tracer,
            settings.serving().answerMemory().toBytes());
    return new ListHandlers(serving, subjects, consents, lists, settings.reads().patience());
  }
}
