package io.hindsight.app.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.client.Patience;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFeedTest {
  /** It was told as a file that could not be written. */
  @Test
  void aServerThatDiesInTheMiddleIsToldAsThat() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream body = exchange.getResponseBody();
          body.write("{\"position\":1}\n".getBytes());
          body.flush();
          throw new IllegalStateException("dies"); // Without the end of the answer.
        });
    server.start();
    URI address = URI.create("http://localhost:" + server.getAddress().getPort());
    List<Long> seen = new ArrayList<>();
    try (ApiClient api =
        new ApiClient(address, new Patience(1, Duration.ofMillis(1), Duration.ofMillis(1)))) {
      EventFeed feed = new EventFeed(api, null, 0, 9, 9);
      assertThatThrownBy(
              () -> feed.forEach(List.of(), event -> seen.add(event.path("position").asLong())))
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining("the server went away");
      assertThat(seen).containsExactly(1L);
    } finally {
      server.stop(0);
    }
  }
}
