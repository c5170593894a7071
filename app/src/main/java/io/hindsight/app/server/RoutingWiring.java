package io.hindsight.app.server;

import io.hindsight.command.intake.DraftRules;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.routing.RemoteCommands;
import io.hindsight.command.routing.WireFormat;
import io.hindsight.command.routing.WorkerDoor;
import io.hindsight.command.routing.WorkerLink;
import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer.Verification;
import io.hindsight.contracts.queries.AuditQuery.CheckIntegrity;
import io.hindsight.contracts.queries.AuditQuery.FindIntegrity;
import io.hindsight.contracts.queries.AuditQuery.FindVerification;
import io.hindsight.contracts.queries.AuditQuery.ProveEvent;
import io.hindsight.contracts.queries.Question;
import io.hindsight.contracts.queries.RetentionAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindRetention;
import io.hindsight.query.handling.QuestionHandlers;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What nodes pass on to one another where their log is on Axon Server. */
@Configuration(proxyBeanMethods = false)
class RoutingWiring {

  @Bean
  WireFormat wireFormat() {
    return new WireFormat();
  }

  @Bean
  @RoutingNodeOnly
  WorkerLink workerLink(LogSettings log, WireFormat format) {
    return new WorkerLink((LogSettings.AxonServer) log, format);
  }

  @Bean
  @Primary
  @RoutingNodeOnly
  CommandBus remoteCommands(
      WorkerLink worker, WireFormat format, InstantSource clock, HindsightSettings settings) {
    return new RemoteCommands(
        worker, format, new DraftRules(LogWiring.limits(settings), clock)::rejection);
  }

  /** All other questions are answered here. */
  @Bean
  @RoutingNodeOnly
  QuestionHandlers workersAnswers(WorkerLink worker) {
    return subscriber ->
        subscriber
            .later(FindIntegrity.class, worker::<LogIntegrity.State>ask)
            .later(CheckIntegrity.class, worker::<LogIntegrity.Checked>ask)
            .later(ProveEvent.class, worker::<InclusionProof>ask)
            .later(FindVerification.class, worker::<Verification>ask)
            .later(FindRetention.class, worker::<RetentionAnswer>ask);
  }

  /** Opens last and closes first: others are heard by a worker that is whole. */
  @Bean
  @WorkerOnly
  SmartLifecycle workerDoor(
      HindsightSettings settings,
      LogSettings log,
      WireFormat format,
      CommandGateway commands,
      QueryBus queries) {
    if (!(log instanceof LogSettings.AxonServer server) || !KeyWiring.areShared(settings)) {
      return new Lifecycle.Phase(5, () -> {}, () -> {});
    }
    WorkerDoor door =
        new WorkerDoor(server, format, commands::send, question -> answer(queries, question));
    return new Lifecycle.Phase(5, door::open, door::close);
  }

  @SuppressWarnings("unchecked") // handlers answer with an Answer
  private static CompletableFuture<Answer<Object>> answer(QueryBus queries, Question question) {
    return queries
        .query(
            new GenericQueryMessage<>(
                question, question.getClass().getName(), ResponseTypes.instanceOf(Answer.class)))
        .thenApply(answer -> (Answer<Object>) answer.getPayload());
  }
}
