package io.hindsight.command.log;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoredLogTest extends StoredLogContract {
  @TempDir private Path directory;

  @Override
  LogSettings freshSettings() {
    return new LogSettings.Sqlite(directory.resolve("log.db"));
  }
}
