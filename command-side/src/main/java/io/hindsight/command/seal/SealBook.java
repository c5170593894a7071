package io.hindsight.command.seal;

import io.hindsight.command.log.EventMapper;
import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.Finding.Kind;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.Stream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The seals of a log, in order, as far as they are genuine: signed by a known key, each the
 * successor of the one before. What is wrong with the others is told.
 */
final class SealBook {
  private static final JsonMapper MAPPER = EventMapper.create();

  private final Map<String, VerifyingKey> keys;
  private final Findings findings;
  private final List<Seal> seals = new ArrayList<>();
  private @Nullable Seal before;
  private long events;

  /** A genuine seal and where it stands. */
  record Seal(LogPosition position, LogSealed event) {
    SealStatement statement() {
      return event.statement();
    }
  }

  /**
   * @param before the seal up to which all was checked already; null: none was
   */
  SealBook(Collection<VerifyingKey> keys, @Nullable Seal before, Findings findings) {
    this.keys = keys.stream().collect(Collectors.toMap(VerifyingKey::id, Function.identity()));
    this.before = before;
    this.findings = findings;
  }

  static boolean isSeal(StoredEvent event) {
    return event.stream().equals(Stream.SEALS.name());
  }

  static @Nullable Seal parse(StoredEvent event) {
    try {
      return new Seal(event.position(), MAPPER.readValue(event.payload(), LogSealed.class));
    } catch (JacksonException | NullPointerException e) {
      return null;
    }
  }

  /**
   * In the order of the log.
   *
   * @return over how many events the genuine seals are by now
   */
  long add(StoredEvent event) {
    Seal seal = parse(event);
    if (seal == null) {
      report(new Fault(Kind.SEAL_BROKEN, "it cannot be read"), event.position());
      return events;
    }
    Fault fault = fault(seal);
    if (fault == null) {
      seals.add(seal);
      events += seal.statement().events();
      before = seal;
    } else {
      report(fault, seal.position());
    }
    return events;
  }

  private void report(Fault fault, LogPosition position) {
    findings.add(fault.kind(), position, "a seal vouches for nothing: " + fault.why());
  }

  private record Fault(Kind kind, String why) {}

  private @Nullable Fault fault(Seal seal) {
    SealStatement statement = seal.statement();
    VerifyingKey key = keys.get(seal.event().keyId());
    if (key == null) {
      return new Fault(
          Kind.KEY_UNKNOWN, "its key " + seal.event().keyId() + " is none of those given");
    }
    String why =
        Statements.isSigned(seal.event(), key)
            ? misplacement(statement, seal.position())
            : "its signature does not fit what it says";
    return why == null ? null : new Fault(Kind.SEAL_BROKEN, why);
  }

  private @Nullable String misplacement(SealStatement next, LogPosition position) {
    if (!next.upTo().reaches(next.after()) || next.upTo().reaches(position)) {
      return "it is over what came after it";
    }
    SealStatement last = before == null ? null : before.statement();
    if (last != null && !next.logId().equals(last.logId())) {
      return "it is of another log, " + next.logId();
    }
    long number = last == null ? 0 : last.number();
    if (next.number() <= number) {
      return "number %d does not follow %d".formatted(next.number(), number);
    }
    if (next.number() > number + 1) {
      reportLost(next.number(), next.number() - number - 1, position);
      return null;
    }
    LogPosition end = last == null ? LogPosition.START : last.upTo();
    String digest = last == null ? Statements.NONE : Statements.digest(last);
    return next.after().equals(end) && next.previous().equals(digest)
        ? null
        : "it does not follow the seal before it";
  }

  /** It is genuine itself, and its chain vouches for what the others were over. */
  private void reportLost(long number, long lost, LogPosition position) {
    findings.add(
        Kind.SEAL_BROKEN,
        position,
        "of the seals before number %d, %d are missing, or vouch for nothing"
            .formatted(number, lost));
  }

  boolean isGenuine(Seal seal) {
    VerifyingKey key = keys.get(seal.event().keyId());
    return key != null && Statements.isSigned(seal.event(), key);
  }

  List<Seal> seals() {
    return seals;
  }
}
