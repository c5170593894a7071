package io.hindsight.benchmarks.support;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param size how many interactions
 * @param rounds of each side
 * @param seconds of each measurement under load
 * @param work for data that is not kept
 * @param jar the server as it is shipped
 * @param openBandit the folder of the Open Bandit Dataset; null where none was named
 */
public record Settings(
    int size,
    int rounds,
    int seconds,
    int connections,
    Path work,
    Path results,
    Path jar,
    @Nullable Path openBandit) {

  /** From {@code --size=100000} and the like. */
  public static Settings of(String[] arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("--") && equals > 0) {
        given.put(argument.substring(2, equals), argument.substring(equals + 1));
      }
    }
    Path target = Path.of(System.getProperty("benchmarks.target", "benchmarks/target"));
    return new Settings(
        Integer.parseInt(given.getOrDefault("size", "200000")),
        Integer.parseInt(given.getOrDefault("rounds", "3")),
        Integer.parseInt(given.getOrDefault("seconds", "20")),
        Integer.parseInt(given.getOrDefault("connections", "64")),
        target.resolve("work"),
        target.resolve("results"),
        Path.of(System.getProperty("benchmarks.jar", "app.jar")),
        given.containsKey("obd") ? Path.of(given.get("obd")) : null);
  }
}
