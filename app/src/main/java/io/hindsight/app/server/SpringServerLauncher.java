package io.hindsight.app.server;

import io.hindsight.app.launch.RunningServer;
import io.hindsight.app.launch.ServerLauncher;
import io.hindsight.app.launch.ServerNotStarted;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Starts the server as a Spring application in this process. */
public final class SpringServerLauncher implements ServerLauncher {

  @Override
  public RunningServer start(Path data, int port, Map<String, String> settings) {
    Map<String, Object> properties = new HashMap<>(settings);
    properties.put("hindsight.data", data.toString());
    properties.put("server.port", port);
    String[] arguments =
        properties.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    CountDownLatch stopped = new CountDownLatch(1);
    try {
      ConfigurableApplicationContext context =
          new SpringApplicationBuilder(HindsightServer.class)
              // Whoever started the server stops it, once.
              .registerShutdownHook(false)
              .listeners(event -> stop(event, stopped))
              .run(arguments);
      return new Running(context, stopped);
    } catch (RuntimeException e) {
      ServerNotStarted known = Refusals.explain(e, data);
      throw known == null ? e : known;
    }
  }

  private static void stop(Object event, CountDownLatch stopped) {
    if (event instanceof ContextClosedEvent) {
      stopped.countDown();
    }
  }

  private record Running(ConfigurableApplicationContext context, CountDownLatch stopped)
      implements RunningServer {

    @Override
    public URI address() {
      String port =
          Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
      return URI.create("http://localhost:" + port);
    }

    @Override
    public void awaitStop() throws InterruptedException {
      stopped.await();
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
