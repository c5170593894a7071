package io.hindsight.benchmarks.projecting;

import io.hindsight.benchmarks.support.Logs;
import io.hindsight.benchmarks.support.Machine;
import io.hindsight.command.log.LogStore;
import java.nio.file.Path;

/** Reads a log from its first event to its last. */
public final class Reading {
  private static long parsedSeen;

  private Reading() {}

  public static void main(String[] arguments) {
    boolean parse = Boolean.parseBoolean(arguments[1]);
    try (LogStore log = Logs.open(Path.of(arguments[0]))) {
      double cpu = Machine.cpuSeconds();
      long began = System.nanoTime();
      long count;
      try (var events = log.engine().readEvents(null, false)) {
        count =
            events
                .filter(
                    event -> {
                      parsedSeen += parse ? event.getPayload().hashCode() : 1;
                      return true;
                    })
                .count();
      }
      System.out.println("rate=" + count / ((System.nanoTime() - began) / 1e9));
      System.out.println("cpu=" + (Machine.cpuSeconds() - cpu) / count * 1e6);
    }
    // Printed where nobody looks, so that no compiler may leave the work out.
    System.err.print(parsedSeen == 42 ? " " : "");
  }
}
