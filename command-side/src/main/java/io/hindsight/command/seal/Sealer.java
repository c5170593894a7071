package io.hindsight.command.seal;

import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.log.StoredLog.Found;
import io.hindsight.contracts.log.Stream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Puts the next seals on the log. It reads what is stored, in order and without upcasters, so that
 * it vouches for the bytes and not for what this program makes of them. A seal is an event, and the
 * next seal is over it, too; but where nothing but seals is unsealed, nothing is to be done.
 *
 * <p>It keeps nothing of its own: where it goes on from is the last seal in the log, so a crash
 * costs a repetition at most. Two nodes that seal one log get in each other's way without harm: a
 * seal is appended only where the one before is still the last.
 */
public final class Sealer {
  private final StoredLog stored;
  private final LogReader reader;
  private final FactLog facts;
  private final SigningKey key;
  private final SealSettings settings;
  private final InstantSource clock;
  private volatile LogPosition sealedTo = LogPosition.START;

  public Sealer(
      StoredLog stored,
      LogReader reader,
      FactLog facts,
      SigningKey key,
      SealSettings settings,
      InstantSource clock) {
    this.stored = stored;
    this.reader = reader;
    this.facts = facts;
    this.key = key;
    this.settings = settings;
    this.clock = clock;
  }

  /** The last seal, of which everything up to its position is sealed. */
  public Optional<LogSealed> last() {
    return reader.latest(Stream.SEALS, reader.head()).map(seal -> (LogSealed) seal.event());
  }

  /** How far the log was sealed when that was last looked at; quick. */
  public LogPosition sealedTo() {
    return sealedTo;
  }

  /**
   * Seals the log as far as it stands now.
   *
   * @param always also what is less than a whole stretch
   * @return how many seals were put on it
   */
  public int seal(boolean always) throws InterruptedException {
    LogPosition head = stored.head();
    int seals = 0;
    while (next(head, always)) {
      seals++;
    }
    return seals;
  }

  private boolean next(LogPosition head, boolean always) throws InterruptedException {
    Optional<LogSealed> last = last();
    LogPosition after = last.map(seal -> seal.statement().upTo()).orElse(LogPosition.START);
    sealedTo = after;
    Found found = stored.find(EventFilter.ALL, after, head, settings.every());
    List<StoredEvent> events = found.events();
    if (events.isEmpty()
        || (events.size() < settings.every() && !(always && holdsMoreThanSeals(events)))) {
      return false;
    }
    Stretch stretch =
        new Stretch(after, last.map(seal -> seal.statement().chain()).orElse(Statements.NONE));
    events.forEach(stretch::add);
    SealStatement statement =
        stretch.statement(
            stored.id(),
            last.map(seal -> seal.statement().number()).orElse(0L) + 1,
            last.map(seal -> Statements.digest(seal.statement())).orElse(Statements.NONE));
    return append(stretch.seal(statement, key, clock.instant()));
  }

  private static boolean holdsMoreThanSeals(List<StoredEvent> events) {
    return events.stream().anyMatch(event -> !event.stream().equals(Stream.SEALS.name()));
  }

  /** Whether it was taken: another node may have been quicker. */
  private boolean append(LogSealed seal) throws InterruptedException {
    Fact fact =
        new Fact(Stream.SEALS, Expectation.headIs(seal.statement().number() - 2), seal, Map.of());
    try {
      return facts.append(List.of(fact)).get().refused().isEmpty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the log took no seal", e.getCause());
    }
  }
}
