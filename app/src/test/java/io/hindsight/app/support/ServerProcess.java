package io.hindsight.app.support;

import io.hindsight.app.Hindsight;
import io.hindsight.app.launch.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** {@code hindsight up} in a process of its own, which can be killed like one. */
public final class ServerProcess implements RunningServer {
  private static final String LISTENING = "Listening on ";

  private final Process process;
  private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<URI> address = new CompletableFuture<>();

  private ServerProcess(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().name("server-output").start(this::follow);
  }

  /**
   * Returns when the server takes requests.
   *
   * @param port 0 for any free one
   */
  public static ServerProcess start(Path data, int port, Map<String, String> settings) {
    List<String> arguments =
        new ArrayList<>(List.of("up", "--data", data.toString(), "--port", Integer.toString(port)));
    settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
    return listening(hindsight(arguments));
  }

  /** The same with nothing but what is given here. */
  public static ServerProcess start(
      Path workingDirectory, Map<String, String> environment, List<String> arguments) {
    return listening(hindsight(workingDirectory, environment, arguments));
  }

  private static ServerProcess listening(Process process) {
    ServerProcess server = new ServerProcess(process);
    try {
      server.address.get(2, TimeUnit.MINUTES);
      return server;
    } catch (Exception e) {
      server.kill();
      throw new AssertionError("no server came up: " + server.output, e);
    }
  }

  /** The command line of this build, its errors among its output. */
  public static Process hindsight(List<String> arguments) {
    return hindsight(Path.of(""), Map.of(), arguments);
  }

  /** One whose disk is full as soon as a file grows beyond so many KB. */
  public static Process hindsightWithFilesUpTo(int kilobytes, List<String> arguments) {
    String limited = "ulimit -f " + 2 * kilobytes + "; exec \"$@\"";
    return start(Path.of(""), Map.of(), List.of("sh", "-c", limited, "sh"), arguments);
  }

  public static Process hindsight(
      Path workingDirectory, Map<String, String> environment, List<String> arguments) {
    return start(workingDirectory, environment, List.of(), arguments);
  }

  private static Process start(
      Path workingDirectory,
      Map<String, String> environment,
      List<String> starter,
      List<String> arguments) {
    List<String> command = new ArrayList<>(starter);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            Hindsight.class.getName()));
    command.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.directory(workingDirectory.toAbsolutePath().toFile());
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(String.join(" ", command), e);
    }
  }

  private void follow() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.startsWith(LISTENING)) {
          address.complete(URI.create(line.substring(LISTENING.length())));
        }
      }
    } catch (IOException killed) {
      output.add("(" + killed.getMessage() + ")");
    }
    address.completeExceptionally(new IllegalStateException("it ended: " + output));
  }

  /** SIGKILL: nothing of the process runs any more when this returns. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  public List<String> output() {
    return List.copyOf(output);
  }

  @Override
  public URI address() {
    return address.join();
  }

  @Override
  public void awaitStop() throws InterruptedException {
    process.waitFor();
  }

  @Override
  public void close() {
    kill();
  }
}
