package io.hindsight.api.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Spring's own exceptions in our words. */
final class MvcProblems {
  private MvcProblems() {}

  static ApiProblem of(Exception e, HttpStatusCode status) {
    return switch (e) {
      case HttpRequestMethodNotSupportedException method ->
          new ApiProblem(
              HttpStatus.METHOD_NOT_ALLOWED,
              "method-not-allowed",
              "This path does not know that method.",
              "Use " + join(method.getSupportedHttpMethods()) + ".");
      case HttpMediaTypeNotSupportedException type ->
          new ApiProblem(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "media-type-unsupported",
              "The body's media type is missing or not understood here.",
              "Set Content-Type to " + join(type.getSupportedMediaTypes()) + ".");
      case HttpMediaTypeNotAcceptableException type ->
          new ApiProblem(
              HttpStatus.NOT_ACCEPTABLE,
              "not-acceptable",
              "The answer has no form that the request accepts.",
              "Accept " + join(type.getSupportedMediaTypes()) + ".");
      case MissingServletRequestParameterException missing ->
          ApiProblem.badParameter(
              missing.getParameterName(),
              "parameter-missing",
              "The parameter " + missing.getParameterName() + " is missing.",
              "Give it.");
      case MethodArgumentTypeMismatchException mismatch -> wrongType(mismatch.getName(), mismatch);
      case TypeMismatchException mismatch -> wrongType(mismatch.getPropertyName(), mismatch);
      case HandlerMethodValidationException invalid -> outOfRange(invalid);
      default -> byStatus(HttpStatus.valueOf(status.value()));
    };
  }

  private static ApiProblem wrongType(@Nullable String name, TypeMismatchException e) {
    Class<?> wanted = e.getRequiredType();
    return ApiProblem.badParameter(
        name == null ? "" : name,
        "parameter-invalid",
        "The parameter " + name + " cannot be read.",
        wanted == null ? "See /docs." : "Give a value of type " + wanted.getSimpleName() + ".");
  }

  private static ApiProblem outOfRange(HandlerMethodValidationException e) {
    List<ParameterValidationResult> results = e.getParameterValidationResults();
    if (results.isEmpty()) {
      return byStatus(HttpStatus.BAD_REQUEST);
    }
    ParameterValidationResult first = results.getFirst();
    String name = first.getMethodParameter().getParameterName();
    String right = first.getResolvableErrors().getFirst().getDefaultMessage();
    return ApiProblem.badParameter(
        name == null ? "" : name,
        "parameter-out-of-range",
        "The parameter " + name + " is out of range.",
        "It " + (right == null ? "is described at /docs" : right) + ".");
  }

  /** Also for what Tomcat refuses before anything of ours sees it. */
  static ApiProblem byStatus(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST ->
          new ApiProblem(
              status,
              "bad-request",
              "The request is not well-formed HTTP, or its body broke off.",
              "Send it again as a whole; see /docs.");
      case NOT_FOUND ->
          new ApiProblem(
              status, "path-unknown", "There is nothing at this path.", "See /docs for all paths.");
      case METHOD_NOT_ALLOWED ->
          new ApiProblem(
              status, "method-not-allowed", "This path does not know that method.", "See /docs.");
      case REQUEST_HEADER_FIELDS_TOO_LARGE ->
          new ApiProblem(
              status, "headers-too-large", "The headers are too large.", "Send less of them.");
      case SERVICE_UNAVAILABLE ->
          new ApiProblem(status, "overloaded", "Too much is waiting already.", "Try again.");
      case NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED ->
          new ApiProblem(status, "http-unsupported", "The server does not speak so.", "See /docs.");
      default ->
          status.is5xxServerError()
              ? ProblemAdvice.internal()
              : new ApiProblem(status, "request-refused", "The request was refused.", "See /docs.");
    };
  }

  private static String join(@Nullable Iterable<?> values) {
    if (values == null) {
      return "what /docs lists";
    }
    return java.util.stream.StreamSupport.stream(values.spliterator(), false)
        .map(Object::toString)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
