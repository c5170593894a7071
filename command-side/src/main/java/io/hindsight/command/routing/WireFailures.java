package io.hindsight.command.routing;

import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.queries.ReadsUnavailable;
import io.hindsight.contracts.routing.WorkerUnavailable;
import io.hindsight.contracts.subjects.KeysUnavailable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.NoHandlerForQueryException;

/**
 * What went wrong on the worker, as a code that another node turns into the same exception: its
 * callers are told what the worker's own are. Messages and causes stay where they are logged, as
 * they may hold what is personal.
 */
public final class WireFailures {
  /** Before each code: the server has codes of its own. */
  private static final String OURS = "HINDSIGHT-";

  private static final int DEEPEST = 16;
  private static final String ELSEWHERE = "so the worker says";

  private WireFailures() {}

  /** Of what failed on the worker. */
  public static String code(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      String code = codeOf(cause);
      if (!code.equals("internal")) {
        return OURS + code;
      }
    }
    return OURS + "internal";
  }

  /** Whether it is a bug rather than an outage. */
  static boolean isInternal(String code) {
    return code.equals(OURS + "internal");
  }

  private static String codeOf(Throwable failure) {
    return switch (failure) {
      case LogUnavailable _ -> "log";
      case KeysUnavailable _ -> "keys";
      case ReadsUnavailable _ -> "reads";
      case WorkerUnavailable _ -> "worker";
      case TimeoutException _ -> "timeout";
      case RejectedExecutionException _ -> "overloaded";
      case NoHandlerForCommandException _, NoHandlerForQueryException _ -> "not-ready";
      case AxonTransientException _ -> "changed-meanwhile";
      case CommandExecutionException e
          when e.<Object>getDetails().orElse(null) instanceof LogUnavailable ->
          "log";
      default -> "internal";
    };
  }

  /**
   * @param code of ours, or the server's own
   * @param detail the server's words
   */
  public static RuntimeException exception(String code, String detail) {
    if (!code.startsWith(OURS)) {
      return new WorkerUnavailable(code + " " + detail, null);
    }
    return switch (code.substring(OURS.length())) {
      case "log" -> new LogUnavailable(ELSEWHERE, null);
      case "keys" -> new KeysUnavailable(ELSEWHERE, new RemoteCause());
      case "reads" -> new RemoteReadsUnavailable();
      case "worker" -> new WorkerUnavailable(ELSEWHERE, null);
      case "timeout" -> new CompletionException(new TimeoutException(ELSEWHERE));
      case "overloaded" -> new RejectedExecutionException(ELSEWHERE);
      case "not-ready" -> new NoHandlerForCommandException(ELSEWHERE);
      case "changed-meanwhile" -> new ConcurrencyException(ELSEWHERE);
      default ->
          new IllegalStateException("the worker failed; its output has the same trace id and why");
    };
  }

  private static final class RemoteReadsUnavailable extends ReadsUnavailable {
    private static final long serialVersionUID = 1;

    RemoteReadsUnavailable() {
      super(ELSEWHERE, new RemoteCause());
    }
  }

  /** What is behind it stands in the worker's output. */
  private static final class RemoteCause extends RuntimeException {
    private static final long serialVersionUID = 1;

    RemoteCause() {
      super(ELSEWHERE, null, false, false);
    }
  }
}
