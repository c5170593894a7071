package io.hindsight.command.log;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL for the tests of a class, started from Maven artifacts, with a database for
 * each log.
 */
public final class PostgresLogs implements BeforeAllCallback, AfterAllCallback {
  private @Nullable EmbeddedPostgres postgres;
  private int databases;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  /** A log that nobody has seen. */
  public LogSettings.Postgres fresh() throws SQLException {
    String database = "log" + databases++;
    EmbeddedPostgres server = Objects.requireNonNull(postgres, "not started");
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    return new LogSettings.Postgres(
        "jdbc:postgresql://localhost:" + server.getPort() + "/" + database, "postgres", "postgres");
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    Objects.requireNonNull(postgres).close();
  }
}
