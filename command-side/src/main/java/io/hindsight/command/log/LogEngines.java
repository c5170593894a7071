package io.hindsight.command.log;

import io.hindsight.contracts.time.Instants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.JdbcEventStorageEngineStatements;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Axon's JDBC engine with statements that hold on an empty log and on SQLite. */
final class LogEngines {
  private LogEngines() {}

  static JdbcEventStorageEngine writer(
      LogDatabase database,
      Serializer serializer,
      EventUpcaster upcasters,
      AtomicReference<@Nullable AppendFence> fence) {
    TransactionManager transactions =
        new SpringTransactionManager(new DataSourceTransactionManager(database.writer()));
    return engine(database, database.writer(), transactions, serializer, upcasters, fence);
  }

  static JdbcEventStorageEngine reader(
      LogDatabase database, Serializer serializer, EventUpcaster upcasters) {
    return engine(
        database,
        database.readers(),
        NoTransactionManager.instance(),
        serializer,
        upcasters,
        new AtomicReference<>());
  }

  private static JdbcEventStorageEngine engine(
      LogDatabase database,
      DataSource source,
      TransactionManager transactions,
      Serializer serializer,
      EventUpcaster upcasters,
      AtomicReference<@Nullable AppendFence> fence) {
    JdbcEventStorageEngine.Builder builder = JdbcEventStorageEngine.builder();
    builder
        .createTailToken(
            (c, schema) ->
                c.prepareStatement(
                    "SELECT COALESCE(MIN(globalIndex), 1) - 1 FROM " + LogDatabase.EVENTS))
        .createHeadToken(
            (c, schema) ->
                c.prepareStatement(
                    "SELECT COALESCE(MAX(globalIndex), 0) FROM " + LogDatabase.EVENTS))
        // MIN and MAX of nothing are NULL, which SQLite's driver refuses to read: no row instead.
        .createTokenAt(
            (c, schema, at) -> {
              PreparedStatement statement =
                  c.prepareStatement(
                      "SELECT MIN(globalIndex) - 1 FROM "
                          + LogDatabase.EVENTS
                          + " WHERE timeStamp >= ? HAVING COUNT(*) > 0");
              statement.setString(1, DateTimeUtils.formatInstant(at));
              return statement;
            })
        .lastSequenceNumberFor(
            (c, schema, stream) -> {
              PreparedStatement statement =
                  c.prepareStatement(
                      "SELECT MAX(sequenceNumber) FROM "
                          + LogDatabase.EVENTS
                          + " WHERE aggregateIdentifier = ? HAVING COUNT(*) > 0");
              statement.setString(1, stream);
              return statement;
            })
        .extendedGapCheckEnabled(database.isPostgres())
        .connectionProvider(new SpringDataSourceConnectionProvider(source))
        .transactionManager(transactions)
        .eventSerializer(serializer)
        .snapshotSerializer(serializer)
        .upcasterChain(upcasters)
        .persistenceExceptionResolver(LogDatabase.duplicates())
        .maxGapOffset(1)
        .batchSize(1_000);
    if (database.isPostgres()) {
      builder.appendEvents(
          (c, schema, dataType, events, with, timestamps) -> {
            lockAppends(c);
            check(fence.get(), c, events);
            return JdbcEventStorageEngineStatements.appendEvents(
                c, schema, dataType, events, with, timestamps);
          });
    }
    return new GaplessEngine(builder);
  }

  private static void check(
      @Nullable AppendFence fence, Connection connection, List<? extends EventMessage<?>> events)
      throws SQLException {
    if (fence != null
        && events.stream().anyMatch(event -> AppendFence.concerns(event.getPayloadType()))) {
      fence.check(connection);
    }
  }

  /**
   * Held until the commit: otherwise a transaction that drew its numbers first may commit last, and
   * readers that are past them see its events late.
   *
   * <p>A database may be configured to answer commits before they are on disk. What we answer must
   * be there after a crash, so our own wait; whoever configured more than that keeps it.
   */
  private static void lockAppends(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_advisory_xact_lock("
              + LogDatabase.APPEND_LOCK
              + "), set_config('synchronous_commit', COALESCE(NULLIF("
              + "current_setting('synchronous_commit'), 'off'), 'on'), true)");
    }
  }

  /**
   * The log's order is the order of commits, so a gap in the numbers is never filled: tokens need
   * not remember it, and are equal whether an event was seen live or on replay. A database that is
   * away is told as such.
   */
  private static final class GaplessEngine extends JdbcEventStorageEngine {
    GaplessEngine(Builder builder) {
      super(builder);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
      Outages.told(() -> super.appendEvents(events, serializer));
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(
        @Nullable TrackingToken last, int atMost) {
      return Outages.told(() -> super.fetchTrackedEvents(last, atMost));
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
        String stream, long firstSequence, int atMost) {
      return Outages.told(() -> super.fetchDomainEvents(stream, firstSequence, atMost));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
      return Outages.told(() -> super.readSnapshotData(stream));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
      return Outages.told(() -> super.lastSequenceNumberFor(stream));
    }

    @Override
    protected TrackedEventData<?> getTrackedEventData(
        ResultSet row, @Nullable GapAwareTrackingToken previous) throws SQLException {
      EventSchema columns = schema();
      return new LogRow(
          GapAwareTrackingToken.newInstance(row.getLong(columns.globalIndexColumn()), Set.of()),
          row.getString(columns.typeColumn()),
          row.getString(columns.aggregateIdentifierColumn()),
          row.getLong(columns.sequenceNumberColumn()),
          row.getString(columns.eventIdentifierColumn()),
          row.getString(columns.timestampColumn()),
          row.getString(columns.payloadTypeColumn()),
          row.getString(columns.payloadRevisionColumn()),
          row.getBytes(columns.payloadColumn()),
          row.getBytes(columns.metaDataColumn()));
    }
  }

  /** Everything in the log belongs to a stream. Its time is read when somebody asks. */
  private static final class LogRow extends GenericDomainEventEntry<byte[]>
      implements TrackedEventData<byte[]> {
    private final TrackingToken token;
    private final String timestamp;

    LogRow(
        TrackingToken token,
        String type,
        String stream,
        long sequence,
        String identifier,
        String timestamp,
        String payloadType,
        String payloadRevision,
        byte[] payload,
        byte[] metadata) {
      super(
          type,
          stream,
          sequence,
          identifier,
          timestamp,
          payloadType,
          payloadRevision,
          payload,
          metadata);
      this.token = token;
      this.timestamp = timestamp;
    }

    @Override
    public TrackingToken trackingToken() {
      return token;
    }

    @Override
    public Instant getTimestamp() {
      return Instants.parse(timestamp);
    }
  }
}
