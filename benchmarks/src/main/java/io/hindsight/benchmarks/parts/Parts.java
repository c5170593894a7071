package io.hindsight.benchmarks.parts;

import io.hindsight.benchmarks.support.Settings;
import java.io.IOException;
import java.nio.file.Files;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** All of JMH's. */
public final class Parts {
  private Parts() {}

  public static void run(Settings settings) throws IOException, RunnerException {
    Files.createDirectories(settings.results());
    new Runner(
            new OptionsBuilder()
                .include(Parts.class.getPackageName() + "\\..*Part\\..*")
                .forks(settings.rounds() > 1 ? 2 : 1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend(
                    "-Xmx2g",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow")
                .resultFormat(ResultFormatType.JSON)
                .result(settings.results().resolve("parts.json").toString())
                .build())
        .run();
  }
}
