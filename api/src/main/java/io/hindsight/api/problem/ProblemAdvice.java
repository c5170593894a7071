package io.hindsight.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Shows whatever goes wrong in or before a controller as a problem detail. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler(ApiProblem.class)
  ResponseEntity<Object> onProblem(ApiProblem e, HttpServletRequest request) {
    return show(e, new HttpHeaders(), request);
  }

  @ExceptionHandler(Throwable.class)
  @Nullable ResponseEntity<Object> onFailure(Throwable e, HttpServletRequest request) {
    Throwable root = Failures.root(e);
    if (root instanceof IOException
        && root.getClass().getSimpleName().equals("ClientAbortException")) {
      return null;
    }
    ApiProblem known = Failures.explain(e);
    if (known != null) {
      LOG.warn(
          "event=request-failed code={} pattern={} traceId={} cause={}",
          known.code(),
          pattern(request),
          Traces.of(request),
          root.getClass().getName());
      return show(known, new HttpHeaders(), request);
    }
    LOG.error(
        "event=request-failed code=internal pattern={} traceId={}",
        pattern(request),
        Traces.of(request),
        e);
    return show(internal(), new HttpHeaders(), request);
  }

  static ApiProblem internal() {
    return new ApiProblem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "Something failed that should not have.",
        "Try again; if it stays, report it with the trace id.");
  }

  /** Spring warns of it; it is a client's mistake like the others. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
      HttpRequestMethodNotSupportedException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return handleExceptionInternal(e, null, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpServletRequest servlet = ((ServletWebRequest) request).getRequest();
    ApiProblem problem = MvcProblems.of(e, status);
    if (problem.status().is5xxServerError()) {
      LOG.error(
          "event=request-failed code={} pattern={} traceId={}",
          problem.code(),
          pattern(servlet),
          Traces.of(servlet),
          e);
    } else {
      LOG.debug(
          "event=request-refused code={} pattern={} traceId={}",
          problem.code(),
          pattern(servlet),
          Traces.of(servlet));
    }
    return show(problem, headers, servlet);
  }

  /** The pattern, never the path: paths hold the ids of persons. */
  private static @Nullable Object pattern(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
  }

  private static ResponseEntity<Object> show(
      ApiProblem problem, HttpHeaders headers, HttpServletRequest request) {
    HttpHeaders all = new HttpHeaders();
    all.putAll(headers);
    all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      all.set(HttpHeaders.RETRY_AFTER, "1");
    }
    return ResponseEntity.status(problem.status())
        .headers(all)
        .body(Problem.of(problem, Traces.of(request)));
  }
}
