package io.hindsight.command.log;

import io.hindsight.command.log.EventDecoder.Decoded;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;

/** Reads events by SQL of our own. */
final class StoredEvents {
  static final String COLUMNS =
      "e.globalIndex, e.type, e.aggregateIdentifier, e.sequenceNumber, e.eventIdentifier,"
          + " e.timeStamp, e.payloadType, e.payloadRevision, e.payload, e.metaData";

  private final DataSource source;
  private final EventDecoder decoder;

  StoredEvents(DataSource source, EventDecoder decoder) {
    this.source = source;
    this.decoder = decoder;
  }

  Stream<Decoded> query(String sql, Object... parameters) {
    return decoder.decode(select(sql, StoredEvents::event, parameters).stream());
  }

  /** The position of the last event. */
  LogPosition head() {
    return select(
            "SELECT COALESCE(MAX(globalIndex), 0) FROM " + LogDatabase.EVENTS,
            row -> new LogPosition(row.getLong(1)))
        .getFirst();
  }

  <T> List<T> select(String sql, RowMapper<T> mapper, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(mapper.map(rows));
        }
        return result;
      }
    } catch (SQLException e) {
      throw new LogUnavailable("cannot read the log", e);
    }
  }

  /** {@code ?, ?, ?} */
  static String placeholders(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private static TrackedDomainEventData<byte[]> event(ResultSet row) throws SQLException {
    return new TrackedDomainEventData<>(
        LogTokens.token(new LogPosition(row.getLong(1))),
        new GenericDomainEventEntry<>(
            row.getString(2),
            row.getString(3),
            row.getLong(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getBytes(9),
            row.getBytes(10)));
  }
}
