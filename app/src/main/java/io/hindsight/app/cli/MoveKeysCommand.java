package io.hindsight.app.cli;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.launch.Preset;
import io.hindsight.app.server.DataDirectory;
import io.hindsight.app.server.DataDirectory.DataDirectoryInUse;
import io.hindsight.command.keys.KeyCopies;
import io.hindsight.command.keys.KeySettings;
import io.hindsight.command.keys.KeyStoreRefused;
import io.hindsight.command.keys.MasterKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "move-keys",
    description = "Move keys.db to the PostgreSQL that nodes share, while no server runs.",
    footer = {
      "",
      "For a server that gets company, and to restore a backup. The settings are those of",
      "the nodes: hindsight.keys.store=postgresql, its database, and hindsight.keys.master-key,",
      "which is what stood in master.key. What is in keys.db stays wrapped by it."
    },
    sortOptions = false)
final class MoveKeysCommand implements Callable<Integer> {
  private static final String KEYS = "keys.db";
  private static final String MOVED = "keys.db.moved";

  @Mixin private ServerData server = new ServerData();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Preset preset = server.preset();
    KeySettings.Postgres shared = preset.sharedKeys();
    String master = preset.masterKey();
    if (shared == null || master == null) {
      throw new CommandFailed(
          "it is not said where to",
          "set hindsight.keys.store, .master-key and the database",
          null);
    }
    Path directory = server.directory(preset);
    if (!Files.exists(directory.resolve(KEYS))) {
      throw new CommandFailed(
          "there are no keys in " + directory,
          Files.exists(directory.resolve(MOVED))
              ? "they were moved before, and " + MOVED + " is what is left"
              : "name the data with --data",
          null);
    }
    try (DataDirectory locked = DataDirectory.open(directory)) {
      Path file = locked.file(KEYS);
      long people = KeyCopies.toDatabase(file, shared, MasterKey.fromBase64(master));
      Files.move(file, locked.file(MOVED), StandardCopyOption.ATOMIC_MOVE);
      say(shared, people, locked.file(MOVED));
      return 0;
    } catch (DataDirectoryInUse e) {
      throw new CommandFailed("a server uses the data in " + directory, "stop it first", e);
    } catch (KeyStoreRefused e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), "nothing was moved", e);
    } catch (IOException e) {
      throw new CommandFailed(
          "the keys are in the database, but " + KEYS + " stays in " + directory + " (" + e + ")",
          "mend its permissions, and run this again",
          e);
    }
  }

  private void say(KeySettings.Postgres shared, long people, Path moved) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("The keys of " + people + " people are in " + shared + ".");
    out.println("Start all servers of their log with these settings.");
    out.println("Delete " + moved + " once that database is backed up: no erasure reaches it.");
  }
}
