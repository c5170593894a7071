package io.hindsight.benchmarks.support;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A server in a process of its own. */
public final class Server implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on (http://\\S+)");

  private final Process process;
  private final URI address;
  private final ApiClient api;

  private Server(Process process, URI address) {
    this.process = process;
    this.address = address;
    this.api = new ApiClient(address, Patience.DEFAULT);
  }

  /**
   * The server as it is shipped.
   *
   * @param with settings, such as {@code hindsight.log=sqlite}
   */
  public static Server shipped(Settings settings, Path data, String... with) {
    List<String> command = new ArrayList<>(List.of(Child.java()));
    command.addAll(Child.OPTIONS);
    command.addAll(
        List.of("-jar", settings.jar().toString(), "up", "--data", data.toString(), "--port", "0"));
    for (String setting : with) {
      command.addAll(List.of("--set", setting));
    }
    try {
      return listening(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server of our own making, which says where it listens as the shipped one does. */
  public static Server of(Class<?> main, Path data, String... settings) {
    try {
      Object[] arguments = Stream.concat(Stream.of(data), Stream.of(settings)).toArray();
      return listening(Child.start(main, arguments));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Server listening(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher found = LISTENING.matcher(line);
      if (found.find()) {
        Thread.ofVirtual().start(() -> drain(lines));
        return new Server(process, URI.create(found.group(1)));
      }
    }
    throw new IllegalStateException("the server ended before it listened");
  }

  /** A full pipe would stop the process. */
  private static void drain(BufferedReader lines) {
    try {
      lines.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The process has ended.
    }
  }

  public URI address() {
    return address;
  }

  public ApiClient api() {
    return api;
  }

  /** How many events the furthest fold is behind, the serving state included. */
  public long lag() {
    JsonNode views = api.get("/v1/views");
    long most = 0;
    for (JsonNode view : views.path("views")) {
      most = Math.max(most, view.path("lag").asLong(0));
    }
    return Math.max(most, (long) metric("hindsight.projection.lag?tag=fold:serving"));
  }

  /** Returns when every fold has come to the end of the log. */
  public void awaitCaughtUp() throws InterruptedException {
    while (lag() > 0) {
      Thread.sleep(20);
    }
  }

  /** Returns when it says that it is ready. */
  public void awaitReady() throws IOException, InterruptedException {
    try (Wire wire = new Wire(address)) {
      while (wire.get("/actuator/health/readiness").status() != 200) {
        Thread.sleep(5);
      }
    }
  }

  /** Seconds that the server spent on processors so far. */
  public double cpuSeconds() {
    return Machine.cpuSeconds(process.toHandle());
  }

  /** Bytes of the heap that are in use after a collection. */
  public double liveHeap() {
    try {
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return metric("jvm.memory.used?tag=area:heap");
  }

  public double metric(String name) {
    return api.get("/actuator/metrics/" + name)
        .path("measurements")
        .path(0)
        .path("value")
        .asDouble();
  }

  @Override
  public void close() {
    api.close();
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
