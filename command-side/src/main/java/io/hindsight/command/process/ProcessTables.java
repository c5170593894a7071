package io.hindsight.command.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of process.db. Axon's own statements for them do not run on SQLite. */
final class ProcessTables {
  private static final List<String> TABLES =
      List.of(
          "TokenEntry (processorName TEXT NOT NULL, segment INTEGER NOT NULL, token BLOB,"
              + " tokenType TEXT, timestamp TEXT, owner TEXT, PRIMARY KEY (processorName, segment))",
          "SagaEntry (sagaId TEXT NOT NULL PRIMARY KEY, revision TEXT, sagaType TEXT,"
              + " serializedSaga BLOB)",
          "AssociationValueEntry (id INTEGER PRIMARY KEY AUTOINCREMENT, associationKey TEXT,"
              + " associationValue TEXT, sagaId TEXT, sagaType TEXT)",
          "Deadline (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, dueAt INTEGER NOT NULL,"
              + " failures INTEGER NOT NULL, scopeType TEXT NOT NULL, scope BLOB NOT NULL,"
              + " payloadType TEXT NOT NULL, payloadRevision TEXT, payload BLOB NOT NULL,"
              + " metaData BLOB NOT NULL)",
          "Belonging (onlyOne INTEGER PRIMARY KEY CHECK (onlyOne = 1), logId TEXT NOT NULL)");
  private static final List<String> INDEXES =
      List.of(
          "AssociationByValue ON AssociationValueEntry (associationKey, associationValue, sagaType)",
          "AssociationBySaga ON AssociationValueEntry (sagaId, sagaType)",
          "DeadlineByTime ON Deadline (dueAt)");

  private ProcessTables() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute("CREATE TABLE IF NOT EXISTS " + table);
      }
      for (String index : INDEXES) {
        statement.execute("CREATE INDEX IF NOT EXISTS " + index);
      }
    }
  }
}
