package io.hindsight.api.problem;

import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.queries.ReadsUnavailable;
import io.hindsight.contracts.routing.WorkerUnavailable;
import io.hindsight.contracts.subjects.KeysUnavailable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What the outages of the parts behind us mean for a caller. */
public final class Failures {
  private Failures() {}

  /** The problem to show, or null where it is a bug of ours. */
  public static @Nullable ApiProblem explain(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 16; depth++, cause = cause.getCause()) {
      ApiProblem problem = explainOne(cause);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable ApiProblem explainOne(Throwable failure) {
    return switch (failure) {
      case ApiProblem problem -> problem;
      case LogUnavailable _ -> busy("log-unavailable", "The log cannot store or answer just now.");
      case KeysUnavailable _ ->
          busy("keys-unavailable", "The store of keys cannot say who somebody is just now.");
      case ReadsUnavailable _ -> busy("views-unavailable", "The views cannot be read just now.");
      case WorkerUnavailable _ ->
          busy(
              "worker-unavailable",
              "The worker, which decides and stores, does not answer just now; what was sent may or"
                  + " may not have been stored.");
      case TimeoutException _ ->
          new ApiProblem(
              HttpStatus.SERVICE_UNAVAILABLE,
              "timeout",
              "The answer did not come in time; a write may or may not have been stored.",
              "Send it again with the same ids: what was stored is recognised.");
      case InvalidParameterException _ ->
          ApiProblem.badRequest(
              "bad-request",
              "The query string is not UTF-8 in percent encoding.",
              "Encode its values, and send it again.");
      case RejectedExecutionException _ -> busy("overloaded", "Too much is waiting already.");
      case NoHandlerForCommandException _, NoHandlerForQueryException _ ->
          busy("not-ready", "This part of the server is not running (yet).");
      case AxonTransientException _ ->
          busy("changed-meanwhile", "Somebody else changed the same thing at the same moment.");
      case CommandExecutionException e
          when e.<Object>getDetails().orElse(null) instanceof LogUnavailable ->
          busy("log-unavailable", "The log cannot store or answer just now.");
      default -> null;
    };
  }

  private static ApiProblem busy(String code, String detail) {
    return new ApiProblem(
        HttpStatus.SERVICE_UNAVAILABLE, code, detail, "Try again in a moment, with the same ids.");
  }

  /** Peels off what only says that something else failed. */
  public static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null
        && (root instanceof CompletionException
            || root instanceof ExecutionException
            || root instanceof CommandExecutionException
            || root instanceof QueryExecutionException)) {
      root = root.getCause();
    }
    return root;
  }
}
