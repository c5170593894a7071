package io.hindsight.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller's machinery is at hand. */
public final class ProblemWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
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

  /** For an answer that fails after its first lines were sent. */
  public static byte[] line(Throwable failure, HttpServletRequest request) {
    ApiProblem known = Failures.explain(failure);
    ApiProblem shown = known == null ? ProblemAdvice.internal() : known;
    LOG.warn("event=stream-failed code={} traceId={}", shown.code(), Traces.of(request), failure);
    return (MAPPER.writeValueAsString(Problem.of(shown, Traces.of(request))) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
