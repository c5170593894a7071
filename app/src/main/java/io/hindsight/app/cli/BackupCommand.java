package io.hindsight.app.cli;

import io.hindsight.app.backup.Backup;
import io.hindsight.app.launch.Preset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "backup",
    description = "Copy the data to another directory, also while a server runs on them.",
    footer = {
      "",
      "To restore, give a server a copy of DIR as its data directory. Views are not",
      "copied: the server builds them again. Where the log is on a server, copy that first",
      "and run this afterwards, with all settings that the server has. Keys that nodes share",
      "are copied from their database, into a keys.db: ./hindsight move-keys brings them back."
    },
    sortOptions = false)
final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Where to: a new or an empty directory.")
  private Path target = Path.of("backup");

  @Mixin private ServerData server = new ServerData();

  @Option(
      names = "--with-master-key",
      description = "Copy master.key, too: whoever has the copy can then read all that is in it.")
  private boolean withMasterKey;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Preset preset = server.preset();
    Path from = server.directory(preset);
    Path to = target.toAbsolutePath().normalize();
    out.println("Copying " + from + " to " + to);
    out.flush();
    boolean withLog = preset.logIsInData();
    new Backup(from, withLog, preset.models(), preset.sharedKeys())
        .into(to, withMasterKey)
        .forEach(line -> out.println("  " + line));
    if (!withLog) {
      out.println("The log is on a server: only a copy of it that is older than this one fits.");
    }
    if (!withMasterKey) {
      out.println(
          "The master key is not in it. Keep that elsewhere: without it the copy cannot be used.");
    }
    out.println("Done.");
    return 0;
  }
}
