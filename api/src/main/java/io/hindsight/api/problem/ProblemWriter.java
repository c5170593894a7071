package io.hindsight.api.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller's machinery is at hand. */
final class ProblemWriter {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ProblemWriter() {}

  static void write(HttpServletResponse response, ApiProblem problem, @Nullable String trace)
      throws IOException {
    byte[] body = MAPPER.writeValueAsBytes(Problem.of(problem, trace));
    response.setStatus(problem.status().value());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    if (problem.status().value() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", "1");
    }
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
