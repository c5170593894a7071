package io.hindsight.app.support;

import io.hindsight.app.server.SystemIds;
import io.hindsight.command.intake.GroupCommitLog;
import io.hindsight.command.intake.GroupCommitSettings;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.log.FactLog;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The log and keys of a server that does not run, to do by hand what it would have done before it
 * broke off.
 */
public final class StoppedServer implements AutoCloseable {
  private final ExecutorService completions = Executors.newSingleThreadExecutor();
  private final LogStore log;
  private final KeyStore keys;
  private final GroupCommitLog facts;

  public StoppedServer(Path data) {
    log = StoredData.log(data);
    keys = keys(data);
    facts =
        new GroupCommitLog(
            log.eventStore(),
            log.serializer(),
            log.heads(),
            log::head,
            Clock.systemUTC(),
            new SystemIds(Clock.systemUTC()),
            OpenTelemetry.noop().getTracer("test"),
            completions,
            GroupCommitSettings.DEFAULT);
  }

  /** To be closed. */
  public static KeyStore keys(Path data) {
    SecureRandom random = new SecureRandom();
    return new KeyStore(
        data.resolve("keys.db"), MasterKey.inFile(data.resolve("master.key"), random), random);
  }

  public LogStore log() {
    return log;
  }

  public KeyStore keys() {
    return keys;
  }

  public FactLog facts() {
    return facts;
  }

  @Override
  public void close() {
    facts.close();
    keys.close();
    log.close();
    completions.shutdown();
  }
}
