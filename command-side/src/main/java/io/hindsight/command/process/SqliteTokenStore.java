package io.hindsight.command.process;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.Serializer;

/** Axon's token store without {@code FOR UPDATE}, which SQLite does not know and does not need. */
final class SqliteTokenStore extends JdbcTokenStore {

  /**
   * A fixed one: the data directory is locked by one process at a time, so what is left of the last
   * one's claims is ours. Another name would wait for them to time out.
   */
  private static final String NODE = "hindsight";

  SqliteTokenStore(ConnectionProvider connections, Serializer serializer) {
    super(
        JdbcTokenStore.builder()
            .connectionProvider(connections)
            .serializer(serializer)
            .nodeId(NODE));
  }

  @Override
  protected PreparedStatement select(
      Connection connection, String processorName, int segment, boolean forUpdate)
      throws SQLException {
    return super.select(connection, processorName, segment, false);
  }
}
