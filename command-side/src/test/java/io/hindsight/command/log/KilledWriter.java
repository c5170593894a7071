package io.hindsight.command.log;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that appends until it is killed, and prints each acknowledged stream. */
final class KilledWriter {
  private KilledWriter() {}

  public static void main(String[] arguments) {
    LogSettings settings =
        switch (arguments.length) {
          case 1 -> new LogSettings.Sqlite(Path.of(arguments[0]));
          case 2 -> LogSettings.AxonServer.plain(arguments[0], arguments[1]);
          default -> new LogSettings.Postgres(arguments[0], arguments[1], arguments[2]);
        };
    LogStore log =
        LogStore.open(settings, MessageRegistry.ofEventsAnd(List.of()), TestEvents.ids());
    for (int i = 0; ; i++) {
      log.eventStore().publish(TestEvents.interactions("killed-" + i, 0, 3));
      StringBuilder acknowledged = new StringBuilder();
      for (int k = 0; k < 3; k++) {
        acknowledged.append("interaction/killed-").append(i).append('-').append(k).append('\n');
      }
      System.out.print(acknowledged);
      System.out.flush();
    }
  }

  /** Starts it, kills it once it has acknowledged so many, and returns all it acknowledged. */
  static List<String> run(LogSettings settings, int atLeast) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName()));
    switch (settings) {
      case LogSettings.Sqlite sqlite -> command.add(sqlite.file().toString());
      case LogSettings.Postgres postgres ->
          command.addAll(List.of(postgres.url(), postgres.user(), postgres.password()));
      case LogSettings.AxonServer server ->
          command.addAll(List.of(server.servers().getFirst().toString(), server.context()));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      while (line != null) {
        if (line.startsWith("interaction/")) {
          acknowledged.add(line);
        }
        if (acknowledged.size() == atLeast) {
          // SIGKILL, but unlike Process.destroyForcibly it leaves us what is still in the pipe.
          process.toHandle().destroyForcibly();
        }
        line = output.readLine();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return whole(acknowledged);
  }

  /** The kill may cut the last line short. */
  private static List<String> whole(List<String> lines) {
    return lines.stream().filter(line -> line.matches("interaction/killed-\\d+-[012]")).toList();
  }
}
