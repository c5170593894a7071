package io.hindsight.command.intake;

import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The log as a command handler uses it: on its own thread, until the facts are on disk. */
public final class IntakeLog {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FactLog log;

  public IntakeLog(FactLog log) {
    this.log = log;
  }

  /** Where the log stands. */
  public LogPosition head() {
    return append(List.of()).position();
  }

  public Appended append(List<Fact> facts) {
    try {
      return log.append(facts).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new LogUnavailable("the log did not take the facts", cause);
    } catch (TimeoutException e) {
      throw new LogUnavailable(
          "the log has not answered within " + PATIENCE + "; sending again does no harm", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailable("interrupted while waiting for the log", e);
    }
  }

  /** Metadata of the facts that one request brings. */
  public static Map<String, String> metadata(@Nullable String requestId) {
    Span span = Span.current();
    String traceId = span.isRecording() ? span.getSpanContext().getTraceId() : null;
    if (requestId == null) {
      return traceId == null ? Map.of() : Map.of("traceId", traceId);
    }
    return traceId == null
        ? Map.of("requestId", requestId)
        : Map.of("requestId", requestId, "traceId", traceId);
  }
}
