package io.hindsight.api.problem;

import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.log.LogPosition;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Ends a request with a problem that its caller can do something about. Carries no stack trace. */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Set<String> BUSY = Set.of("overloaded", "log-unavailable", "not-ready");

  private final transient HttpStatus status;
  private final String code;
  private final String detail;
  private final String remedy;
  private @Nullable String field;
  private @Nullable Long wanted;
  private @Nullable Long reached;
  private @Nullable Long resumeFrom;

  public ApiProblem(HttpStatus status, String code, String detail, String remedy) {
    super(code, null, false, false);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.remedy = remedy;
  }

  public static ApiProblem badRequest(String code, String detail, String remedy) {
    return new ApiProblem(HttpStatus.BAD_REQUEST, code, detail, remedy);
  }

  public static ApiProblem badParameter(String name, String code, String detail, String remedy) {
    ApiProblem problem = badRequest(code, detail, remedy);
    problem.field = name;
    return problem;
  }

  public static ApiProblem of(Rejection rejection) {
    ApiProblem problem = inBody(rejection.refusal());
    problem.field = rejection.field();
    return problem;
  }

  /** A refusal about what the path or a parameter names. */
  public static ApiProblem of(Refusal refusal) {
    return new ApiProblem(
        status(refusal.code()), refusal.code(), refusal.message(), refusal.remedy());
  }

  /** A refusal about what the body holds: something unknown there is not a missing resource. */
  public static ApiProblem inBody(Refusal refusal) {
    HttpStatus status = status(refusal.code());
    return new ApiProblem(
        status == HttpStatus.NOT_FOUND ? HttpStatus.BAD_REQUEST : status,
        refusal.code(),
        refusal.message(),
        refusal.remedy());
  }

  public static ApiProblem notReached(LogPosition wanted, LogPosition reached) {
    ApiProblem problem =
        new ApiProblem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "position-not-reached",
            "Position %s was asked for, but only %s has been reached yet."
                .formatted(wanted, reached),
            "Try again, or leave out Hindsight-Position to get what there is.");
    problem.wanted = wanted.value();
    problem.reached = reached.value();
    return problem;
  }

  /** The same problem, which struck in the middle of a stream. */
  public ApiProblem resumableFrom(long index) {
    this.resumeFrom = index;
    return this;
  }

  private static HttpStatus status(String code) {
    if (code.endsWith("-unknown")) {
      return HttpStatus.NOT_FOUND;
    }
    if (code.endsWith("-erased") || code.endsWith("-gone")) {
      return HttpStatus.GONE;
    }
    if (code.endsWith("-exists")
        || code.endsWith("-underway")
        || code.endsWith("-reused")
        || code.equals("not-sealed")) {
      return HttpStatus.CONFLICT;
    }
    return BUSY.contains(code) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_REQUEST;
  }

  public HttpStatus status() {
    return status;
  }

  public String code() {
    return code;
  }

  String detail() {
    return detail;
  }

  String remedy() {
    return remedy;
  }

  @Nullable String field() {
    return field;
  }

  @Nullable Long wanted() {
    return wanted;
  }

  @Nullable Long reached() {
    return reached;
  }

  @Nullable Long resumeFrom() {
    return resumeFrom;
  }
}
