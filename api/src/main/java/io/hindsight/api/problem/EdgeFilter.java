package io.hindsight.api.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away what no controller should have to think of, and keeps the trace id for later. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public final class EdgeFilter extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    request.setAttribute(Traces.ATTRIBUTE, Traces.current());
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      response.setHeader("Accept-Encoding", "identity");
      ProblemWriter.write(
          response,
          new ApiProblem(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "content-encoding-unsupported",
              "The body is compressed, which is not understood here.",
              "Send it without Content-Encoding; large amounts as application/x-ndjson."),
          Traces.of(request));
      return;
    }
    chain.doFilter(request, response);
  }
}
