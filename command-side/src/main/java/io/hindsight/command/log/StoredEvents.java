package io.hindsight.command.log;

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
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Reads events by SQL of our own, and hands them out upcast, with payloads still unparsed. */
final class StoredEvents {
  static final String COLUMNS =
      "e.globalIndex, e.type, e.aggregateIdentifier, e.sequenceNumber, e.eventIdentifier,"
          + " e.timeStamp, e.payloadType, e.payloadRevision, e.payload, e.metaData";

  private final DataSource source;
  private final Serializer serializer;
  private final EventUpcaster upcasters;

  StoredEvents(DataSource source, Serializer serializer, EventUpcaster upcasters) {
    this.source = source;
    this.serializer = serializer;
    this.upcasters = upcasters;
  }

  /** One event as Axon sees it: in this log every event belongs to a stream. */
  record Stored(TrackedEventMessage<?> tracked, DomainEventMessage<?> inStream) {}

  Stream<Stored> query(String sql, Object... parameters) {
    return EventUtils.upcastAndDeserializeTrackedEvents(
            select(sql, StoredEvents::event, parameters).stream(), serializer, upcasters)
        .map(message -> new Stored(message, (DomainEventMessage<?>) message));
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
