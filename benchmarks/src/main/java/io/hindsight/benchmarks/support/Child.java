package io.hindsight.benchmarks.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A measurement in a process of its own: it prints lines of {@code name=number}. */
public final class Child {
  /** As the launcher of the server has them. */
  static final List<String> OPTIONS =
      List.of(
          "-XX:MaxRAMPercentage=50",
          "--add-modules",
          "jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private Child() {}

  public static Map<String, Double> run(Class<?> main, Object... arguments) {
    try {
      Process process = start(main, arguments);
      Map<String, Double> results = new HashMap<>();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] parts = line.split("=", 2);
          if (parts.length == 2 && parts[0].matches("\\w+")) {
            results.put(parts[0], Double.valueOf(parts[1]));
          }
        }
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            main.getSimpleName() + " ended with " + process.exitValue());
      }
      return results;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Process start(Class<?> main, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(OPTIONS);
    // Without a server's configuration Logback would write everything, which costs more than what
    // is
    // measured.
    command.add("-Dlogback.configurationFile=quiet-logback.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  static String java() {
    return System.getProperty("java.home") + "/bin/java";
  }
}
