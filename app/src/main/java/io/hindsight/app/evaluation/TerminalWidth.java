package io.hindsight.app.evaluation;

import java.io.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How many columns a report may fill. */
final class TerminalWidth {
  /** Of a file or a pipe. */
  static final int UNKNOWN = 100;

  private static final int LEAST = 40;
  private static final int MOST = 1_000;

  private TerminalWidth() {}

  /** What COLUMNS says, else what the terminal has. */
  static int columns() {
    Console console = System.console();
    int otherwise =
        console != null && console.isTerminal()
            ? new UsageMessageSpec().autoWidth(true).width()
            : UNKNOWN;
    return of(System.getenv("COLUMNS"), otherwise);
  }

  static int of(@Nullable String columns, int otherwise) {
    try {
      int given = columns == null ? otherwise : Integer.parseInt(columns.strip());
      return given < LEAST ? otherwise : Math.min(MOST, given);
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }
}
