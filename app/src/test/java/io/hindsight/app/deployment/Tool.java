package io.hindsight.app.deployment;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A program of somebody else, where this machine has it. */
record Tool(Path program) {
  static final Path ROOT = Path.of(System.getProperty("hindsight.root", "..")).toAbsolutePath();

  /**
   * @param out what it printed, errors included
   */
  record Ended(int code, String out) {}

  static Tool require(String name) {
    Path program =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (program == null) {
      System.out.println("skipped: " + name + " absent");
    }
    Assumptions.assumeTrue(program != null, "skipped: " + name + " absent");
    return new Tool(program);
  }

  /** One that runs on; what it prints is in the file {@code output}. */
  Process start(Path directory, String... arguments) {
    Redirect output = Redirect.to(directory.resolve("output").toFile());
    return start(directory, Map.of(), output, arguments);
  }

  private Process start(
      Path directory, Map<String, String> environment, Redirect output, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output);
      process.environment().putAll(environment);
      return process.start();
    } catch (IOException e) {
      throw new AssertionError(command.toString(), e);
    }
  }

  /**
   * @param environment beside what this process has
   */
  Ended run(Path directory, Map<String, String> environment, String... arguments) {
    Process process = start(directory, environment, Redirect.PIPE, arguments);
    try {
      String out = new String(process.getInputStream().readAllBytes());
      return new Ended(process.waitFor(), out);
    } catch (IOException e) {
      throw new AssertionError(program.toString(), e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
