package io.hindsight.app.cli;

import io.hindsight.app.backup.PastCopy;
import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.launch.Preset;
import io.hindsight.contracts.log.LogPosition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    description =
        "Copy the whole system as it was at a moment, also while a server runs on it, to try there"
            + " what would have been.",
    footer = {
      "",
      "The log is cut after that moment. Keys are as they are now: who was erased stays",
      "so. Start a server on the copy with ./hindsight up --data DIR --port N; it builds",
      "the views first. What it takes in from then on is in the copy alone."
    },
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--to",
      required = true,
      paramLabel = "TIME",
      description =
          "The moment: a time by which it was recorded, such as 2026-03-01T09:30:00Z, or a position"
              + " of the log.")
  private String to = "";

  @Option(
      names = "--into",
      required = true,
      paramLabel = "DIR",
      description = "Where to: a new or an empty directory.")
  private Path target = Path.of("replay");

  @Mixin private ServerData server = new ServerData();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Preset preset = server.preset();
    if (!preset.logIsInData()) {
      throw new CommandFailed(
          "the log is on a server", "copy that server's data to one of its own, and cut it there");
    }
    Path from = server.directory(preset);
    Path into = target.toAbsolutePath().normalize();
    PastCopy.To moment = moment();
    out.println("Copying " + from + " as of " + to.strip() + " to " + into);
    out.flush();
    new PastCopy(from).into(into, moment).forEach(line -> out.println("  " + line));
    out.println("Done. ./hindsight up --data " + into + " --port N runs on it.");
    return 0;
  }

  private PastCopy.To moment() {
    String text = to.strip();
    if (text.matches("[0-9]{1,18}")) {
      return new PastCopy.To(new LogPosition(Long.parseLong(text)), null);
    }
    try {
      return new PastCopy.To(null, Instant.parse(text));
    } catch (DateTimeException e) {
      throw new CommandFailed(
          "--to " + text + " names no moment",
          "give a time with its zone, such as 2026-03-01T09:30:00Z, or a position of the log",
          e);
    }
  }
}
