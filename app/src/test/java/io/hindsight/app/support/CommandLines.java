package io.hindsight.app.support;

import java.io.IOException;
import java.util.List;

/** Commands of this build, each in a process of its own. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * @param out what it printed, errors included
   */
  public record Ended(int code, String out) {}

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
}
