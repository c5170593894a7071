package io.hindsight.command.routing;

import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.ResultStream;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.ProcessingInstruction;
import io.axoniq.axonserver.grpc.ProcessingKey;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.command.Command;
import io.axoniq.axonserver.grpc.command.CommandResponse;
import io.axoniq.axonserver.grpc.query.QueryRequest;
import io.axoniq.axonserver.grpc.query.QueryResponse;
import io.hindsight.command.log.AxonServerConnections;
import io.hindsight.command.log.LogSettings;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditQuery.FindVerification;
import io.hindsight.contracts.queries.Question;
import io.hindsight.contracts.routing.WorkerUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;

/**
 * From a node that serves to the worker, over Axon Server. Nothing is sent again by itself: an
 * answer that got lost leaves open what became of the command, and only its sender knows whether a
 * repetition does harm.
 */
public final class WorkerLink implements AutoCloseable {
  private static final int MOST_UNDERWAY = 1_024;
  private static final Duration ASK_AGAIN = Duration.ofMillis(500);

  /** A question that costs the worker nothing. */
  private static final Question SOMETHING = new FindVerification("items");

  private final LogSettings.AxonServer settings;
  private final AxonServerConnectionFactory factory;
  private final AxonServerConnection connection;
  private final WireFormat format;
  private final Semaphore room = new Semaphore(MOST_UNDERWAY);
  private final AtomicBoolean asking = new AtomicBoolean();
  private final AtomicLong askedAt = new AtomicLong(System.nanoTime());
  private volatile boolean away;

  public WorkerLink(LogSettings.AxonServer settings, WireFormat format) {
    this.settings = settings;
    this.format = format;
    this.factory = AxonServerConnections.factory(settings, "hindsight-serving");
    this.connection = factory.connect(settings.context());
  }

  /**
   * @param id of the message
   * @param command as it is written
   */
  CompletableFuture<Object> send(String id, SerializedObject command) {
    Command message =
        Command.newBuilder()
            .setMessageIdentifier(id)
            .setName(command.getType())
            .setPayload(command)
            .putAllMetaData(TraceMetadata.ofCaller())
            .build();
    return underway(() -> connection.commandChannel().sendCommand(message))
        .thenApply(this::result)
        .whenComplete((answer, failure) -> note(failure));
  }

  private Object result(CommandResponse response) {
    requireNone(response.getErrorCode(), response.getErrorMessage().getMessage());
    return format.read(response.getPayload());
  }

  /** Asks the worker what this node cannot answer. */
  public <T> CompletableFuture<Answer<T>> ask(Question question) {
    SerializedObject asked = format.write(question);
    QueryRequest request =
        QueryRequest.newBuilder()
            .setMessageIdentifier(IdentifierFactory.getInstance().generateIdentifier())
            .setQuery(asked.getType())
            .setPayload(asked)
            .setResponseType(SerializedObject.newBuilder().setType(WorkerDoor.ANSWER))
            .addProcessingInstructions(oneAnswer())
            .putAllMetaData(TraceMetadata.ofCaller())
            .build();
    return underway(() -> first(connection.queryChannel().query(request)))
        .thenApply(this::<T>answer)
        .whenComplete((answer, failure) -> note(failure));
  }

  private <T> Answer<T> answer(QueryResponse response) {
    requireNone(response.getErrorCode(), response.getErrorMessage().getMessage());
    return format.readAnswer(response.getPayload());
  }

  private static ProcessingInstruction oneAnswer() {
    return ProcessingInstruction.newBuilder()
        .setKey(ProcessingKey.NR_OF_RESULTS)
        .setValue(MetaDataValue.newBuilder().setNumberValue(1))
        .build();
  }

  private static CompletableFuture<QueryResponse> first(ResultStream<QueryResponse> answers) {
    CompletableFuture<QueryResponse> first = new CompletableFuture<>();
    answers.onAvailable(
        () -> {
          QueryResponse answer = answers.nextIfAvailable();
          if (answer != null) {
            first.complete(answer);
            answers.close();
          } else if (answers.isClosed()) {
            first.completeExceptionally(
                answers.getError().orElseGet(() -> new IllegalStateException("no answer came")));
          }
        });
    return first;
  }

  /**
   * Whether it could not be reached when it was last asked. While that is so, whoever wants to know
   * has it asked again, as nobody may have anything for it. Does not wait.
   */
  public boolean isAway() {
    long last = askedAt.get();
    long now = System.nanoTime();
    if (away
        && now - last > ASK_AGAIN.toNanos()
        && askedAt.compareAndSet(last, now)
        && asking.compareAndSet(false, true)) {
      var unused = ask(SOMETHING).whenComplete((answer, failure) -> asking.set(false));
    }
    return away;
  }

  /** Where the server itself is away, nobody can say whether the worker is. */
  private void note(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof LogUnavailable)) {
      away = cause instanceof WorkerUnavailable;
    }
  }

  /** What the server or the worker could not do. */
  private static void requireNone(String errorCode, String detail) {
    if (!errorCode.isEmpty()) {
      throw WireFailures.exception(errorCode, detail);
    }
  }

  private <T> CompletableFuture<T> underway(Supplier<CompletableFuture<T>> sending) {
    if (!room.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new WorkerUnavailable("it has not answered " + MOST_UNDERWAY + " messages yet", null));
    }
    return started(sending)
        .whenComplete((answer, failure) -> room.release())
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(away(failure)));
  }

  private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> sending) {
    try {
      return sending.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** No answer at all: the log is behind the same server, so it is the log that is away. */
  private LogUnavailable away(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new LogUnavailable("Axon Server at %s is away".formatted(settings), cause);
  }

  @Override
  public void close() {
    factory.shutdown();
  }
}
