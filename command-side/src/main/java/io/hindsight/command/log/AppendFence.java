package io.hindsight.command.log;

import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.impressions.ImpressionEvent;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Where several servers append to one log, none may write for a person whom another one has erased,
 * for a month that it has forgotten, or against a consent that it has taken back: each keeps such
 * things in memory. All of them are events. So an append that concerns people looks, in its own
 * transaction and with the lock that all appends take, whether the log holds one that this server
 * has not heard; then it is not made. No clock, no message between servers and no connection that
 * could break in between takes part.
 */
public final class AppendFence {
  private static final int PAGE = 1_000;
  private static final String NAMES =
      "'erasure.SubjectErased', 'retention.InteractionsForgotten', 'consent.ConsentChanged'";
  private static final EventFilter HEARD =
      new EventFilter(
          null,
          null,
          null,
          Set.of(
              "erasure.SubjectErased", "retention.InteractionsForgotten", "consent.ConsentChanged"),
          null,
          null,
          null);

  private final StoredLog stored;
  private final LogReader reader;
  private final Consumer<Object> heard;
  private final AtomicLong heardTo;

  /**
   * @param heard takes an event into account, alone with whatever appends for people; its return
   *     means that nothing of before is used any more
   * @param from what was said up to here is known
   */
  AppendFence(StoredLog stored, LogReader reader, Consumer<Object> heard, LogPosition from) {
    this.stored = stored;
    this.reader = reader;
    this.heard = heard;
    this.heardTo = new AtomicLong(from.value());
  }

  /** Whether what is appended rests on what is known of people. */
  public static boolean concerns(Class<?> payload) {
    return InteractionEvent.class.isAssignableFrom(payload)
        || ImpressionEvent.class.isAssignableFrom(payload)
        || ProfileEvent.class.isAssignableFrom(payload)
        || ConsentEvent.class.isAssignableFrom(payload);
  }

  private static boolean isHeard(Class<?> payload) {
    return SubjectErased.class.equals(payload)
        || InteractionsForgotten.class.equals(payload)
        || ConsentChanged.class.equals(payload);
  }

  /**
   * In the transaction of an append, once it has the log to itself.
   *
   * @throws FencedOff where something was said that is not heard here
   */
  void check(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT (SELECT COALESCE(MAX(globalIndex), 0) FROM %1$s), EXISTS (SELECT 1 FROM %1$s WHERE globalIndex > ? AND payloadType IN (%2$s))"
                .formatted(LogDatabase.EVENTS, NAMES))) {
      select.setLong(1, heardTo.get());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        if (row.getBoolean(2)) {
          throw new FencedOff();
        }
        advance(row.getLong(1));
      }
    }
  }

  private void advance(long position) {
    heardTo.accumulateAndGet(position, Math::max);
  }

  /** Hears all that was said up to now. Not to be called by who appends for people just then. */
  public void catchUp() {
    catchUpTo(stored.head());
  }

  /** Before a follower begins behind a position. */
  public synchronized void catchUpTo(LogPosition head) {
    LogPosition seen = new LogPosition(heardTo.get());
    while (!seen.reaches(head)) {
      StoredLog.Found found = stored.find(HEARD, seen, head, PAGE);
      Collection<RecordedEvent> events =
          found.events().isEmpty()
              ? List.of()
              : reader.read(found.events().stream().map(event -> event.position()).toList());
      events.forEach(event -> hear(event.event()));
      seen = found.seenTo();
      advance(seen.value());
    }
  }

  /** Those who wait for it try again, as they do while the log is away. */
  private void hear(Object event) {
    try {
      heard.accept(event);
    } catch (IllegalStateException e) {
      throw new LogUnavailable("what another server said cannot be heeded just now", e);
    }
  }

  /** What a follower comes by, in the order of the log. */
  public void pass(long position, Class<?> payload) {
    if (position > heardTo.get()) {
      if (isHeard(payload)) {
        catchUpTo(new LogPosition(position));
      } else {
        advance(position);
      }
    }
  }
}
