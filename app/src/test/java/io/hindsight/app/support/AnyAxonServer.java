package io.hindsight.app.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The Axon Server that {@code HINDSIGHT_TEST_AXON_SERVER} names as host:port. It must be in
 * development mode, and nobody may need what it holds: its events are purged. Classes in other
 * processes wait for one another.
 */
public final class AnyAxonServer
    implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
  private static final String SERVER = "HINDSIGHT_TEST_AXON_SERVER";
  private static final String HTTP = SERVER + "_HTTP";
  private static final Path ONE_AT_A_TIME =
      Path.of(System.getProperty("java.io.tmpdir"), "hindsight-test-axon-server.lock");

  private FileChannel turn;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    turn = FileChannel.open(ONE_AT_A_TIME, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    turn.lock();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    turn.close();
  }

  /** Settings for a log that nobody has seen. */
  public static Map<String, String> freshLog() throws Exception {
    String address = System.getenv(SERVER);
    String http = System.getenv(HTTP);
    String server = http == null ? address.replaceFirst(":.*", "") + ":8024" : http;
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI purge = URI.create("http://" + server + "/v1/devmode/purge-events");
      int status =
          client
              .send(HttpRequest.newBuilder(purge).DELETE().build(), BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new IllegalStateException(
            "%s does not purge its events (%d): is it in development mode?"
                .formatted(server, status));
      }
    }
    return Map.of("hindsight.log", "axon-server", "hindsight.axon-server.address", address);
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
