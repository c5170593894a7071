package io.hindsight.command.log;

import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hindsight.contracts.log.LogUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one context of Axon Server. It comes back by itself after an outage; until then
 * every question ends as {@link LogUnavailable} within some seconds.
 */
final class AxonServerClient implements AutoCloseable {
  /** Callers are better told that the server is away than kept waiting until they give up. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER);
  private static final int START_ATTEMPTS = 5;
  private static final String CONFLICT = "AXONIQ-2000";
  private static final String TOO_LARGE = "AXONIQ-2001";

  private final LogSettings.AxonServer settings;
  private final AxonServerConnectionFactory factory;
  private final AxonServerConnection connection;
  private final AxonServerGuard guard;
  private volatile boolean away;

  AxonServerClient(LogSettings.AxonServer settings) {
    this.settings = settings;
    this.factory = AxonServerConnections.factory(settings, "hindsight-log");
    this.connection = factory.connect(settings.context());
    this.guard = new AxonServerGuard(name());
  }

  /** A start may wait longer than a request: whoever starts both may be early by some seconds. */
  <T> T askPatiently(Function<EventChannel, CompletableFuture<T>> question) {
    for (int attempt = 1; attempt < START_ATTEMPTS; attempt++) {
      try {
        return asked(question);
      } catch (LogUnavailable e) {
        LockSupport.parkNanos(2 * AxonServerConnections.RECONNECT_AFTER.toNanos());
      }
    }
    return asked(question);
  }

  EventChannel channel() {
    return connection.eventChannel();
  }

  /**
   * @throws LogUnavailable where the server does not answer in time
   */
  <T> T ask(Function<EventChannel, CompletableFuture<T>> question) {
    return guarded(() -> asked(question));
  }

  /**
   * Several questions that one caller waits for.
   *
   * @throws LogUnavailable where they were not asked, as nobody answers
   */
  <T> T guarded(Supplier<T> questions) {
    return guard.call(questions);
  }

  private <T> T asked(Function<EventChannel, CompletableFuture<T>> question) {
    try {
      return await(question.apply(channel()));
    } catch (RuntimeException e) {
      throw told(e);
    }
  }

  <T> T await(CompletableFuture<T> answer) {
    try {
      T answered = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      away = false;
      return answered;
    } catch (ExecutionException e) {
      throw told(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw away("has not answered within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away("was not waited for", e);
    }
  }

  /** What a failed call means to whoever is above. */
  RuntimeException told(Throwable failure) {
    if (failure instanceof LogUnavailable || failure instanceof ConcurrencyException) {
      return (RuntimeException) failure;
    }
    StatusRuntimeException status = status(failure);
    Metadata trailers = status == null ? null : status.getTrailers();
    String code = trailers == null ? null : trailers.get(CODE);
    if (CONFLICT.equals(code)) {
      return new ConcurrencyException("an event with this number is there already", failure);
    }
    if (TOO_LARGE.equals(code)
        || status != null && status.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED) {
      return new EventStoreException("the server takes no event as large as this", failure);
    }
    return away("is away", failure);
  }

  /** Whether the last answer did not come. */
  boolean isAway() {
    return away;
  }

  LogUnavailable away(String how, @Nullable Throwable cause) {
    away = true;
    return new LogUnavailable(name() + " " + how, cause);
  }

  private String name() {
    return "Axon Server at " + settings;
  }

  private static @Nullable StatusRuntimeException status(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        return status;
      }
    }
    return null;
  }

  @Override
  public void close() {
    factory.shutdown();
  }
}
