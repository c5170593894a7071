package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Failures;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.routing.WireFailures;
import io.hindsight.command.routing.WireFormat;
import io.hindsight.command.routing.WorkerLink;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.routing.RoutedTypes;
import io.hindsight.contracts.routing.WorkerUnavailable;
import io.hindsight.contracts.subjects.KeysUnavailable;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingTest {

  static List<Throwable> failures() {
    RuntimeException cause = new IllegalArgumentException("ann@example.org");
    return List.of(
        new LogUnavailable("log", cause),
        new CompletionException(new LogUnavailable("log", cause)),
        new CommandExecutionException("x", cause, new LogUnavailable("log", null)),
        new KeysUnavailable("keys", cause),
        new ViewsUnavailable("views", cause),
        new WorkerUnavailable("worker", null),
        new CompletionException(new TimeoutException()),
        new RejectedExecutionException(),
        new NoHandlerForCommandException("none"),
        new NoHandlerForQueryException("none"),
        new ConcurrencyException("both"),
        cause);
  }

  /** Whoever asks another node is told what the worker's own callers are. */
  @ParameterizedTest
  @MethodSource("failures")
  void whatFailedOnTheWorkerIsTheSameProblemElsewhere(Throwable failure) {
    String code = WireFailures.code(failure);
    assertThat(code).doesNotContain("ann");
    RuntimeException there = WireFailures.exception(code, "");

    ApiProblem here = Failures.explain(failure);
    assertThat(Failures.explain(there))
        .usingRecursiveComparison()
        .ignoringFields("cause", "stackTrace", "suppressedExceptions")
        .isEqualTo(here);
    assertThat(there.toString()).doesNotContain("ann");
  }

  @Test
  void codesOfTheServerItselfAreTheWorkersAbsence() {
    assertThat(WireFailures.exception("AXONIQ-4000", "No Handler"))
        .isInstanceOf(WorkerUnavailable.class);
  }

  @Test
  void aRoutingNodeAsksTheWorkerExactlyWhatTheWorkerAnswersForOthers() {
    List<String> asked = new ArrayList<>();
    var bus =
        new SimpleQueryBus(SimpleQueryBus.builder()) {
          @Override
          public <R> Registration subscribe(
              String question, Type answer, MessageHandler<? super QueryMessage<?, R>> handler) {
            asked.add(question);
            return () -> true;
          }
        };
    LogSettings.AxonServer nowhere = LogSettings.AxonServer.plain("localhost:1", "default");
    try (WorkerLink worker = new WorkerLink(nowhere, new WireFormat())) {
      new RoutingWiring().workersAnswers(worker).subscribe(new Subscriber(bus));
    }
    assertThat(asked)
        .containsExactlyInAnyOrderElementsOf(
            RoutedTypes.questions().stream()
                .map(MessageType::javaClass)
                .map(Class::getName)
                .toList());
  }
}
