package io.hindsight.benchmarks.support;

import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.time.Ids;
import io.hindsight.sagas.SagaTypes;
import java.nio.file.Path;
import java.util.UUID;

/** The log, opened without a server. */
public final class Logs {
  private Logs() {}

  public static LogStore open(Path file) {
    return LogStore.open(
        new LogSettings.Sqlite(file),
        MessageRegistry.ofEventsAnd(SagaTypes.all()),
        new RandomIds());
  }

  /** Any ids will do here. */
  private static final class RandomIds implements Ids {
    @Override
    public String next() {
      return UUID.randomUUID().toString();
    }

    @Override
    public long nextSeed() {
      return 0;
    }
  }
}
