package io.hindsight.app.cli;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.launch.Preset;
import io.hindsight.app.server.DataDirectory;
import io.hindsight.command.keys.KeySettings;
import io.hindsight.command.keys.KeyStoreRefused;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.keys.MasterKeyRotation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "rotate-master-key",
    description = "Put a new master key in place of the present one, while no server runs.",
    footer = {
      "",
      "Where the key is in master.key, a new one is drawn. Where it is configured",
      "(hindsight.keys.master-key), give the new one with --new-key-file and configure it",
      "afterwards, on all nodes where they share their keys. Copies of keys made before still",
      "need the old key."
    },
    sortOptions = false)
final class RotateMasterKeyCommand implements Callable<Integer> {
  @Mixin private ServerData server = new ServerData();

  @Option(
      names = "--new-key-file",
      paramLabel = "FILE",
      description = "The new key where the present one is configured: 32 bytes in base64.")
  private @Nullable Path newKey;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Preset preset = server.preset();
    KeySettings.Postgres shared = preset.sharedKeys();
    return shared == null ? inData(preset) : inDatabase(shared, preset.masterKey());
  }

  private int inDatabase(KeySettings.Postgres shared, @Nullable String configured) {
    if (configured == null || newKey == null) {
      throw new CommandFailed(
          "keys that nodes share need both master keys",
          "configure the present one as for a server, and give the new one with --new-key-file",
          null);
    }
    try {
      say(rotate(new MasterKeyRotation(shared, new SecureRandom()), configured, newKey));
    } catch (KeyStoreRefused e) {
      throw refused(e);
    }
    spec.commandLine().getOut().println("Configure it on all nodes before their next start.");
    return 0;
  }

  private int inData(Preset preset) {
    Path directory = server.directory(preset);
    if (!Files.exists(directory.resolve("keys.db"))) {
      throw new CommandFailed(
          "there are no keys in " + directory, "name the data with --data", null);
    }
    String configured = preset.masterKey();
    if ((configured == null) != (newKey == null)) {
      throw new CommandFailed(
          configured == null
              ? "--new-key-file is given, but the present key is not configured"
              : "the present key is configured, and no new one is given",
          configured == null
              ? "leave it out: a new key is drawn into master.key"
              : "give the new one with --new-key-file",
          null);
    }
    try (DataDirectory locked = DataDirectory.open(directory)) {
      var rotation =
          new MasterKeyRotation(new KeySettings.Sqlite(locked.file("keys.db")), new SecureRandom());
      say(
          configured == null || newKey == null
              ? rotation.inFile(locked.file("master.key"))
              : rotate(rotation, configured, newKey));
      spec.commandLine()
          .getOut()
          .println(
              configured == null
                  ? "It is in " + locked.file("master.key") + ": keep a copy elsewhere."
                  : "Configure it before the next start.");
      return 0;
    } catch (DataDirectory.DataDirectoryInUse e) {
      throw new CommandFailed("a server uses the data in " + directory, "stop it first", e);
    } catch (KeyStoreRefused e) {
      throw refused(e);
    }
  }

  private static CommandFailed refused(KeyStoreRefused e) {
    return new CommandFailed(
        String.valueOf(e.getMessage()), "the store and its present key are as they were", e);
  }

  private void say(long subjects) {
    spec.commandLine()
        .getOut()
        .println("The keys of " + subjects + " people hang on the new master key.");
  }

  private static long rotate(MasterKeyRotation rotation, String configured, Path newKey) {
    return rotation.rotate(MasterKey.fromBase64(configured), MasterKey.fromBase64(read(newKey)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new CommandFailed("cannot read " + file, "check the path and its permissions", e);
    }
  }
}
