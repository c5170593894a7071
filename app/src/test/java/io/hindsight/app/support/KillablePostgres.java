package io.hindsight.app.support;

import io.hindsight.app.server.TestServer;
import io.hindsight.command.log.LogSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real PostgreSQL, started from Maven artifacts, that can be killed with all its processes and
 * started again on what it left. As configured there, it answers commits before they are on disk.
 */
public final class KillablePostgres implements AutoCloseable {
  private final Path data;
  private final int port;
  private EmbeddedPostgres running;
  private int databases;

  private KillablePostgres(Path data, int port) throws IOException {
    this.data = data;
    this.port = port;
    startAgain();
  }

  /**
   * @param data a directory for the database
   */
  public static KillablePostgres start(Path data) throws IOException {
    return new KillablePostgres(data, FreePort.next());
  }

  public void startAgain() throws IOException {
    running =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  /** A log in a database of its own. */
  public LogSettings.Postgres newLog() throws SQLException {
    String name = "log" + databases++;
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new LogSettings.Postgres(
        "jdbc:postgresql://localhost:" + port + "/" + name, "postgres", "postgres");
  }

  /** What a server on that log is to be started with. */
  public static Map<String, String> settings(LogSettings.Postgres log) {
    return Map.of(
        "hindsight.log", "postgresql",
        "hindsight.postgresql.url", log.url(),
        "hindsight.postgresql.user", log.user(),
        "hindsight.postgresql.password", log.password());
  }

  /** SIGKILL to all its processes at once: nothing is written out, nobody is told. */
  public void kill() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    TestServer.awaiting(
        "PostgreSQL to be gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    // What closes it must not send a signal to whoever has its number by then.
    Files.delete(pidFile);
    running.close();
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
