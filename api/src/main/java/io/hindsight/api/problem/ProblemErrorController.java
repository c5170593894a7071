package io.hindsight.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors that reached the servlet container instead of a controller. */
@Hidden
@RestController
public final class ProblemErrorController implements ErrorController {
  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  public void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer value ? HttpStatus.resolve(value) : null;
    // Somebody asked for this path itself.
    status = code == null ? HttpStatus.NOT_FOUND : status;
    ProblemWriter.write(response, problem(request, status), Traces.of(request));
  }

  private static ApiProblem problem(HttpServletRequest request, @Nullable HttpStatus status) {
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    ApiProblem known = failure instanceof Throwable e ? Failures.explain(e) : null;
    return known != null
        ? known
        : MvcProblems.byStatus(
            Objects.requireNonNullElse(status, HttpStatus.INTERNAL_SERVER_ERROR));
  }
}
