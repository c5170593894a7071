package io.hindsight.command.seal;

import io.hindsight.command.seal.SealMemo.Last;
import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.log.Stream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the next seals on the log. It reads what is stored, in order and without upcasters, so that
 * it vouches for the bytes and not for what this program makes of them. A seal is an event, and the
 * next seal is over it, too; but where nothing but seals is unsealed, nothing is to be done.
 *
 * <p>It goes on from the last seal in the log, so a crash costs a repetition at most; and it goes
 * on only where that seal is the last that its key signed, or the one after it, which a crash may
 * have kept from being remembered. Else it would seal what somebody made of the log.
 */
public final class Sealer {
  private static final long PATIENCE_SECONDS = 60;

  private final StoredLog stored;
  private final FactLog facts;
  private final SealKeys keys;
  private final KnownKeys known;
  private final SealMemo memo;
  private final SealSettings settings;
  private final InstantSource clock;
  private volatile @Nullable Seal last;
  private volatile @Nullable String problem;

  public Sealer(
      StoredLog stored,
      FactLog facts,
      SealKeys keys,
      SealMemo memo,
      SealSettings settings,
      InstantSource clock) {
    this.stored = stored;
    this.facts = facts;
    this.keys = keys;
    this.known = new KnownKeys(keys.known());
    this.memo = memo;
    this.settings = settings;
    this.clock = clock;
  }

  /** The last genuine seal that this knows of; everything up to its position is sealed. */
  Optional<Seal> last() {
    if (last == null) {
      try {
        last = find();
      } catch (SealRefused e) {
        problem = e.getMessage();
      }
    }
    return Optional.ofNullable(last);
  }

  /** Why the log is not sealed any further; null where it is. */
  public @Nullable String problem() {
    return problem;
  }

  /** How far the log is sealed; quick. */
  public LogPosition sealedTo() {
    Seal seal = last;
    return seal == null ? LogPosition.START : seal.statement().upTo();
  }

  /** The digest of the last seal that the key in use signed, if it ever did. */
  Optional<String> remembered() {
    return memo.read().map(Last::digest);
  }

  /**
   * Seals the log as far as it stands now.
   *
   * @param always also what is less than a whole stretch
   * @return how many seals were put on it
   * @throws SealRefused where the log's last seal is not what it should be
   */
  public int seal(boolean always) throws InterruptedException {
    try {
      LogPosition head = stored.head();
      int seals = 0;
      last = find();
      while (next(head, always)) {
        seals++;
      }
      problem = null;
      return seals;
    } catch (SealRefused e) {
      problem = e.getMessage();
      throw e;
    }
  }

  private @Nullable Seal find() {
    Optional<StoredEvent> newest = stored.newest(Stream.SEALS);
    Last signed = memo.read().orElse(null);
    if (newest.isEmpty()) {
      if (signed != null) {
        throw lost("the log has no seal", signed);
      }
      return null;
    }
    StoredEvent event = newest.get();
    Seal seal = Seal.parse(event).filter(known::signed).orElse(null);
    if (seal == null || seal.statement().number() != event.sequence() + 1) {
      throw new SealRefused(
          "the log's newest seal, at position %s, is not genuine: check the log's integrity"
              .formatted(event.position()),
          null);
    }
    if (signed != null && !follows(seal, signed)) {
      throw lost("the log's newest seal is number " + seal.statement().number(), signed);
    }
    return seal;
  }

  private static boolean follows(Seal seal, Last signed) {
    long number = seal.statement().number();
    return number == signed.number()
        ? seal.digest().equals(signed.digest())
        : number == signed.number() + 1 && seal.statement().previous().equals(signed.digest());
  }

  private SealRefused lost(String what, Last signed) {
    return new SealRefused(
        "%s, but number %d was signed: the log was cut off, replaced or restored; if you restored it, delete %s"
            .formatted(what, signed.number(), memo.file()),
        null);
  }

  private boolean next(LogPosition head, boolean always) throws InterruptedException {
    Seal before = last;
    LogPosition after = sealedTo();
    Stretch stretch =
        new Stretch(after, before == null ? Statements.NONE : before.statement().chain());
    boolean[] others = {false};
    stored.read(
        after,
        head,
        settings.every(),
        event -> {
          stretch.add(event);
          others[0] |= !Seal.isOne(event);
        });
    boolean whole = stretch.size() == settings.every();
    if (stretch.size() == 0 || !(whole || always) || !(others[0] || hasOthersAfter(stretch))) {
      return false;
    }
    SealStatement statement =
        stretch.statement(
            stored.id(),
            before == null ? 1 : before.statement().number() + 1,
            before == null ? Statements.NONE : before.digest());
    return append(stretch.seal(statement, keys.current(), clock.instant()));
  }

  /** Many stretches sealed at once leave as many seals in a row. */
  private boolean hasOthersAfter(Stretch stretch) {
    LogPosition end = stretch.position(stretch.size() - 1);
    return stored.firstOutside(Stream.SEALS, end).isPresent();
  }

  private boolean append(LogSealed event) throws InterruptedException {
    long number = event.statement().number();
    Fact fact = new Fact(Stream.SEALS, Expectation.headIs(number - 2), event, Map.of());
    try {
      var appended = facts.append(List.of(fact)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!appended.refused().isEmpty()) {
        throw new SealRefused("somebody else put seal " + number + " on the log", null);
      }
      Seal seal = new Seal(appended.position(), event);
      memo.write(new Last(number, seal.digest()));
      last = seal;
      return true;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the log took no seal", e);
    }
  }
}
