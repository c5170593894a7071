package io.hindsight.app.deployment;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    return start(directory, Redirect.to(directory.resolve("output").toFile()), arguments);
  }

  private Process start(Path directory, Redirect output, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectOutput(output)
          .start();
    } catch (IOException e) {
      throw new AssertionError(command.toString(), e);
    }
  }

  Ended run(Path directory, String... arguments) {
    Process process = start(directory, Redirect.PIPE, arguments);
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
