package io.hindsight.benchmarks.serving;

import io.hindsight.app.server.HindsightServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The server, and in the same process a body that never changes. */
@Configuration(proxyBeanMethods = false)
class BenchmarkServer {

  public static void main(String[] arguments) {
    List<String> settings = new ArrayList<>(List.of(arguments));
    settings.set(0, "--hindsight.data=" + arguments[0]);
    settings.add("--server.port=0");
    var context =
        new SpringApplicationBuilder(HindsightServer.class, BenchmarkServer.class)
            .run(settings.toArray(String[]::new));
    System.out.println(
        "Listening on http://localhost:"
            + context.getEnvironment().getProperty("local.server.port"));
  }

  /** Answers with the same bytes, through the same filters as everything else. */
  @RestController
  static final class ConstantController {
    private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();

    @GetMapping(path = "/constant/{size}", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] constant(@PathVariable int size) {
      return bodies.computeIfAbsent(
          size, bytes -> ("\"" + "x".repeat(bytes - 2) + "\"").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
