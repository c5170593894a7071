package io.hindsight.api.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Errors that Tomcat finds before it knows which application a request is for. */
public final class ProblemErrorValve extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int code = response.getStatus();
    if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus status = HttpStatus.resolve(code);
    try {
      ProblemWriter.write(
          response,
          MvcProblems.byStatus(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status),
          Traces.of(request));
    } catch (IOException e) {
      containerLog(e);
    }
  }

  private void containerLog(IOException e) {
    if (container != null) {
      container.getLogger().debug("the client is gone", e);
    }
  }
}
