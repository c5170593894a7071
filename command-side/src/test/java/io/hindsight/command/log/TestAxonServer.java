package io.hindsight.command.log;

import io.hindsight.testing.Cable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The Axon Server that {@code HINDSIGHT_TEST_AXON_SERVER} names as host:port. It must be in
 * development mode, and nobody may need what it holds: its free edition has one context, so every
 * test begins by purging all events, over HTTP on port 8024 or where {@code
 * HINDSIGHT_TEST_AXON_SERVER_HTTP} says.
 */
public final class TestAxonServer implements ExecutionCondition {
  private static final String SERVER = "HINDSIGHT_TEST_AXON_SERVER";
  private static final String HTTP = SERVER + "_HTTP";
  private static final String CONTEXT = "default";

  public static LogSettings.Server address() {
    return LogSettings.AxonServer.servers(System.getenv(SERVER)).getFirst();
  }

  /** A log that nobody has seen. */
  public static LogSettings.AxonServer fresh() throws Exception {
    String http = System.getenv(HTTP);
    String server = http == null ? address().host() + ":8024" : http;
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://" + server + "/v1/devmode/purge-events"))
                      .DELETE()
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new IllegalStateException(
            "%s does not purge its events (%d): is it in development mode?"
                .formatted(server, status));
      }
    }
    return here();
  }

  /** Whatever it holds. */
  public static LogSettings.AxonServer here() {
    return LogSettings.AxonServer.plain(address().toString(), CONTEXT);
  }

  /** The same log by another way. */
  public static LogSettings.AxonServer at(int port) {
    return LogSettings.AxonServer.plain("localhost:" + port, CONTEXT);
  }

  /** In front of it, for {@link #at}. */
  public static Cable cable() throws IOException {
    return new Cable(new InetSocketAddress(address().host(), address().port()));
  }

  /** Says so where there is none. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (System.getenv(SERVER) != null) {
      return ConditionEvaluationResult.enabled(SERVER + " is set");
    }
    System.out.println(context.getDisplayName() + " skipped: " + SERVER + " names no Axon Server");
    return ConditionEvaluationResult.disabled(SERVER + " names no Axon Server");
  }
}
