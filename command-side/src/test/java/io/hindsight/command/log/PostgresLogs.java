package io.hindsight.command.log;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL, started from Maven artifacts, with a database for each log. */
public final class PostgresLogs implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private int databases;

  public PostgresLogs() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  /** A log that nobody has seen. */
  public LogSettings.Postgres fresh() throws SQLException {
    String database = "log" + databases++;
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    return new LogSettings.Postgres(
        "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database,
        "postgres",
        "postgres");
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
