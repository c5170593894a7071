package io.hindsight.command.seal;

import io.hindsight.command.seal.SealBook.Seal;
import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.Finding.Kind;
import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.log.Stream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A log with its seals. */
public final class SealedLog implements LogIntegrity {
  private static final int SEALS_AT_ONCE = 50;
  private static final long EVENTS_AT_ONCE = 300_000;
  static final EventFilter SEALS =
      new EventFilter(Stream.SEALS.name(), null, null, Set.of(), null, null, null);

  private final long eventsAtOnce;
  private final StoredLog stored;
  private final Sealer sealer;
  private final VerifyingKey current;
  private final Collection<VerifyingKey> keys;

  /**
   * @param current the key that signs now
   * @param known those of all that ever did
   */
  public SealedLog(
      StoredLog stored, Sealer sealer, VerifyingKey current, Collection<VerifyingKey> known) {
    this(stored, sealer, current, known, EVENTS_AT_ONCE);
  }

  SealedLog(
      StoredLog stored,
      Sealer sealer,
      VerifyingKey current,
      Collection<VerifyingKey> known,
      long eventsAtOnce) {
    this.stored = stored;
    this.eventsAtOnce = eventsAtOnce;
    this.sealer = sealer;
    this.current = current;
    this.keys = List.copyOf(known);
  }

  @Override
  public State state() {
    LogPosition head = stored.head();
    LogSealed last = sealer.last().orElse(null);
    LogPosition after = last == null ? LogPosition.START : last.statement().upTo();
    return new State(
        stored.id(),
        last,
        last == null ? null : Statements.digest(last.statement()),
        head,
        unsealedSince(after, head),
        current.id(),
        current.pem());
  }

  private @Nullable Instant unsealedSince(LogPosition after, LogPosition head) {
    for (StoredEvent event : stored.find(EventFilter.ALL, after, head, SEALS_AT_ONCE).events()) {
      if (!SealBook.isSeal(event)) {
        try {
          return event.recorded();
        } catch (DateTimeException e) {
          return Instant.EPOCH;
        }
      }
    }
    return null;
  }

  @Override
  public Optional<Checked> check(LogPosition after, @Nullable String knownDigest) {
    Findings findings = new Findings();
    Seal before = stored.at(after).map(SealBook::parse).orElse(null);
    SealBook book = new SealBook(keys, before, findings);
    if (!after.equals(LogPosition.START) && (before == null || !book.isGenuine(before))) {
      return Optional.empty();
    }
    LogPosition head = stored.head();
    boolean more = !eachSeal(after, head, event -> book.add(event) < eventsAtOnce);
    LogPosition from = before == null ? LogPosition.START : before.statement().upTo();
    String chain = before == null ? Statements.NONE : before.statement().chain();
    List<Seal> seals = book.seals();
    EventsCheck check = new EventsCheck(seals, from, chain, findings);
    if (!seals.isEmpty()) {
      stored.read(from, seals.getLast().statement().upTo(), check::accept);
      check.end();
    }
    if (knownDigest != null && !isKnown(knownDigest, head)) {
      findings.add(
          Kind.SEAL_LOST, head, "no genuine seal of this log has the digest " + knownDigest);
    }
    return Optional.of(
        new Checked(
            from,
            check.sealedTo(),
            check.compared(),
            seals.size(),
            findings.first(),
            more ? seals.getLast().position() : null));
  }

  private boolean isKnown(String digest, LogPosition head) {
    SealBook book = new SealBook(keys, null, new Findings());
    return !eachSeal(
        LogPosition.START,
        head,
        event -> {
          Seal seal = SealBook.parse(event);
          return seal == null
              || !Statements.digest(seal.statement()).equals(digest)
              || !book.isGenuine(seal);
        });
  }

  /** Whether all of them were seen. */
  private boolean eachSeal(LogPosition after, LogPosition upTo, Predicate<StoredEvent> goOn) {
    LogPosition seen = after;
    List<StoredEvent> found;
    do {
      found = stored.find(SEALS, seen, upTo, SEALS_AT_ONCE).events();
      for (StoredEvent event : found) {
        if (!goOn.test(event)) {
          return false;
        }
        seen = event.position();
      }
    } while (!found.isEmpty());
    return true;
  }

  @Override
  public Optional<StoredEvent> event(LogPosition position) {
    return stored.at(position);
  }

  /**
   * By the first seal over it; that one comes soon after it, unless the log is older than its
   * seals.
   */
  @Override
  public Optional<InclusionProof> prove(LogPosition position) {
    List<Seal> over = new ArrayList<>();
    eachSeal(
        position,
        stored.head(),
        event -> {
          Seal seal = SealBook.parse(event);
          if (seal != null && seal.statement().upTo().reaches(position)) {
            over.add(seal);
          }
          return over.isEmpty();
        });
    if (over.isEmpty() || over.getFirst().statement().after().reaches(position)) {
      return Optional.empty();
    }
    return proof(position, over.getFirst());
  }

  private Optional<InclusionProof> proof(LogPosition position, Seal seal) {
    SealStatement statement = seal.statement();
    Stretch stretch = new Stretch(statement.after(), Statements.NONE);
    List<StoredEvent> proven = new ArrayList<>();
    int[] index = {0};
    stored.read(
        statement.after(),
        statement.upTo(),
        event -> {
          if (event.position().equals(position)) {
            proven.add(event);
            index[0] = stretch.size();
          }
          stretch.add(event);
        });
    return proven.stream()
        .findFirst()
        .map(
            event ->
                new InclusionProof(
                    event,
                    index[0],
                    MerklePath.of(stretch.leaves(), index[0]),
                    seal.event(),
                    seal.position()));
  }
}
