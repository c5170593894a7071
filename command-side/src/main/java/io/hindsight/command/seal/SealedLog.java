package io.hindsight.command.seal;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
  private final boolean sealing;
  private final VerifyingKey current;
  private final KnownKeys keys;

  /**
   * @param sealing whether anybody makes the sealer go on
   */
  public SealedLog(StoredLog stored, Sealer sealer, SealKeys keys, boolean sealing) {
    this(stored, sealer, keys, sealing, EVENTS_AT_ONCE);
  }

  SealedLog(StoredLog stored, Sealer sealer, SealKeys keys, boolean sealing, long eventsAtOnce) {
    this.stored = stored;
    this.sealer = sealer;
    this.sealing = sealing;
    this.current = keys.current().verifier();
    this.keys = new KnownKeys(keys.known());
    this.eventsAtOnce = eventsAtOnce;
  }

  @Override
  public State state() {
    Seal last = sealer.last().orElse(null);
    LogPosition after = sealer.sealedTo();
    return new State(
        stored.id(),
        last == null ? null : last.event(),
        last == null ? null : last.digest(),
        stored.head(),
        stored.firstOutside(Stream.SEALS, after).map(SealedLog::recorded).orElse(null),
        sealing,
        sealer.problem(),
        current.id(),
        current.pem());
  }

  private static Instant recorded(StoredEvent event) {
    try {
      return event.recorded();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  @Override
  public Optional<Checked> check(LogPosition after, @Nullable String knownDigest) {
    Findings findings = new Findings();
    Seal before = stored.at(after).flatMap(Seal::parse).filter(keys::signed).orElse(null);
    boolean first = after.equals(LogPosition.START);
    if (!first && before == null) {
      return Optional.empty();
    }
    // Before the head: a seal that is put on the log meanwhile is not missed.
    Set<String> remembered = first ? digests(knownDigest) : Set.of();
    LogPosition head = stored.head();
    SealBook book = new SealBook(keys, stored.id(), before, findings);
    boolean more = !eachSeal(after, head, event -> book.add(event) < eventsAtOnce);
    List<Seal> seals = book.seals();
    EventsCheck check = new EventsCheck(seals, before, findings);
    LogPosition from = check.sealedTo();
    if (!seals.isEmpty()) {
      stored.read(from, seals.getLast().statement().upTo(), check::accept);
      check.end();
    }
    if (first) {
      checkEnds(head, remembered, findings);
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

  /** What no comparison of events with seals can show. */
  private void checkEnds(LogPosition head, Set<String> remembered, Findings findings) {
    long strays = stored.strays();
    if (strays > 0) {
      findings.add(
          Kind.INSERTED,
          LogPosition.START,
          strays + " events stand before the first position, where no seal reaches");
    }
    for (String digest : remembered) {
      if (!isThere(digest, head)) {
        findings.add(Kind.SEAL_LOST, head, "no genuine seal of this log has the digest " + digest);
      }
    }
  }

  private Set<String> digests(@Nullable String knownDigest) {
    Set<String> digests = new TreeSet<>();
    sealer.remembered().ifPresent(digests::add);
    if (knownDigest != null) {
      digests.add(knownDigest);
    }
    return digests;
  }

  private boolean isThere(String digest, LogPosition head) {
    return !eachSeal(
        LogPosition.START,
        head,
        event ->
            Seal.parse(event)
                .filter(seal -> seal.digest().equals(digest) && keys.signed(seal))
                .isEmpty());
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
   * By the first genuine seal over it; that one comes soon after it, unless the log is older than
   * its seals.
   */
  @Override
  public Optional<InclusionProof> prove(LogPosition position) {
    List<Seal> over = new ArrayList<>();
    eachSeal(
        position,
        stored.head(),
        event -> {
          Seal.parse(event)
              .filter(seal -> seal.statement().upTo().reaches(position) && keys.signed(seal))
              .ifPresent(over::add);
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
        statement.events(),
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
