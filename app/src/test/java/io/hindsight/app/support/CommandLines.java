package io.hindsight.app.support;

import io.hindsight.app.cli.CommandLineInterface;
import io.hindsight.app.launch.ServerLauncher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Commands of this build. */
public final class CommandLines {
  /** For commands that start no server. */
  public static final ServerLauncher NO_SERVER =
      (data, port, settings) -> {
        throw new AssertionError("nothing is to be started");
      };

  private CommandLines() {}

  /**
   * @param out what it printed, errors included
   */
  public record Ended(int code, String out) {}

  /** What a command in the test's own process printed. */
  public record Shown(int code, String out, String err) {}

  /** In a process of its own. */
  public static Ended run(String... arguments) {
    Process process = ServerProcess.hindsight(List.of(arguments));
    try {
      String out = new String(process.getInputStream().readAllBytes());
      return new Ended(process.waitFor(), out);
    } catch (IOException e) {
      throw new AssertionError(String.join(" ", arguments), e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** In the test's own process, whose streams it takes meanwhile. */
  public static Shown runHere(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    int code;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      code = CommandLineInterface.run(NO_SERVER, all.toArray(String[]::new));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
    return new Shown(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
