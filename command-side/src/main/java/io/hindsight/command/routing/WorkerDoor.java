package io.hindsight.command.routing;

import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.Registration;
import io.axoniq.axonserver.connector.ReplyChannel;
import io.axoniq.axonserver.connector.query.QueryDefinition;
import io.axoniq.axonserver.grpc.ErrorMessage;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.command.Command;
import io.axoniq.axonserver.grpc.command.CommandResponse;
import io.axoniq.axonserver.grpc.query.QueryRequest;
import io.axoniq.axonserver.grpc.query.QueryResponse;
import io.hindsight.command.log.AxonServerConnections;
import io.hindsight.command.log.LogSettings;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.Question;
import io.hindsight.contracts.routing.RoutedTypes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the worker takes in what other nodes pass on to it over Axon Server. */
public final class WorkerDoor implements AutoCloseable {
  static final String ANSWER = "Answer";

  private static final Logger LOG = LoggerFactory.getLogger(WorkerDoor.class);
  private static final int LOAD_FACTOR = 100;
  private static final int THREADS = 2;
  private static final int LONGEST_QUEUE = 1_024;
  private static final long REGISTERED_WITHIN_SECONDS = 5;
  private static final long DONE_WITHIN_SECONDS = 20;

  private final AxonServerConnectionFactory factory;
  private final AxonServerConnection connection;
  private final WireFormat format;
  private final Function<Object, CompletableFuture<Object>> commands;
  private final Function<Question, CompletableFuture<Answer<Object>>> questions;
  private final ThreadPoolExecutor forCommands;
  private final ThreadPoolExecutor forQuestions;

  /**
   * @param commands carries a command out, as for the worker's own callers
   * @param questions answers a question likewise
   */
  public WorkerDoor(
      LogSettings.AxonServer settings,
      WireFormat format,
      Function<Object, CompletableFuture<Object>> commands,
      Function<Question, CompletableFuture<Answer<Object>>> questions) {
    this.format = format;
    this.commands = commands;
    this.questions = questions;
    this.factory = AxonServerConnections.factory(settings, "hindsight-worker");
    this.connection = factory.connect(settings.context());
    this.forCommands = threads("routed-command-");
    this.forQuestions = threads("routed-question-");
  }

  private static ThreadPoolExecutor threads(String name) {
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(LONGEST_QUEUE),
        Thread.ofPlatform().daemon().name(name, 0).factory());
  }

  /**
   * Opens it; after an outage of the server it is open again by itself.
   *
   * @throws LogUnavailable where the server is not there at the start
   */
  public void open() {
    try {
      registered(
          connection
              .commandChannel()
              .registerCommandHandler(
                  this::handle,
                  LOAD_FACTOR,
                  RoutedTypes.commands().stream().map(MessageType::name).toArray(String[]::new)));
      registered(
          connection
              .queryChannel()
              .registerQueryHandler(
                  this::answer,
                  RoutedTypes.questions().stream()
                      .map(type -> new QueryDefinition(type.name(), ANSWER))
                      .toArray(QueryDefinition[]::new)));
    } catch (AxonServerException | TimeoutException e) {
      throw new LogUnavailable("Axon Server does not take this worker in", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void registered(Registration registration)
      throws TimeoutException, InterruptedException {
    registration.awaitAck(REGISTERED_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private CompletableFuture<CommandResponse> handle(Command command) {
    String id = command.getMessageIdentifier();
    CommandResponse.Builder response =
        CommandResponse.newBuilder().setMessageIdentifier(id).setRequestIdentifier(id);
    Context caller = TraceMetadata.context(command.getMetaDataMap());
    return started(
            forCommands,
            caller,
            () -> commands.apply(format.read(command.getPayload())).thenApply(format::write))
        .handle(
            (answer, failure) ->
                failure == null
                    ? response.setPayload(answer).build()
                    : failed(response, code(command.getName(), caller, failure)));
  }

  private static CommandResponse failed(CommandResponse.Builder response, String code) {
    return response.setErrorCode(code).setErrorMessage(error(code)).build();
  }

  private void answer(QueryRequest query, ReplyChannel<QueryResponse> replies) {
    String id = query.getMessageIdentifier();
    QueryResponse.Builder response =
        QueryResponse.newBuilder().setMessageIdentifier(id).setRequestIdentifier(id);
    Context caller = TraceMetadata.context(query.getMetaDataMap());
    var unused =
        started(
                forQuestions,
                caller,
                () ->
                    questions
                        .apply((Question) format.read(query.getPayload()))
                        .thenApply(this::bounded))
            .whenComplete(
                (answer, failure) ->
                    replies.sendLast(
                        failure == null
                            ? response.setPayload(answer).build()
                            : failed(response, code(query.getQuery(), caller, failure))));
  }

  private static QueryResponse failed(QueryResponse.Builder response, String code) {
    return response.setErrorCode(code).setErrorMessage(error(code)).build();
  }

  private static ErrorMessage error(String code) {
    return ErrorMessage.newBuilder().setErrorCode(code).setMessage(code).build();
  }

  private SerializedObject bounded(Answer<Object> answer) {
    SerializedObject written = format.writeAnswer(answer);
    return written.getData().size() <= Portions.LARGEST_MESSAGE
        ? written
        : format.writeAnswer(
            Answer.refused(
                "answer-too-large",
                "The worker's answer is larger than what nodes pass on.",
                "Ask the worker itself."));
  }

  /** Not on the connection's own thread, which has all the other messages to bring. */
  private static <T> CompletableFuture<T> started(
      ThreadPoolExecutor threads, Context caller, Supplier<CompletableFuture<T>> work) {
    try {
      return CompletableFuture.supplyAsync(caller.wrapSupplier(work), threads)
          .thenCompose(answer -> answer);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static String code(String name, Context caller, Throwable failure) {
    String code = WireFailures.code(failure);
    if (WireFailures.isInternal(code)) {
      LOG.error(
          "event=routed-failed name={} traceId={}",
          name,
          Span.fromContext(caller).getSpanContext().getTraceId(),
          failure);
    }
    return code;
  }

  /** Takes nothing in any more, and waits for what is under way. */
  @Override
  public void close() {
    try {
      CompletableFuture.allOf(
              connection.commandChannel().prepareDisconnect(),
              connection.queryChannel().prepareDisconnect())
          .get(DONE_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the server was not told that this worker stops: {}", e.toString());
    }
    factory.shutdown();
    forCommands.shutdown();
    forQuestions.shutdown();
  }
}
