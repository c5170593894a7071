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
    String fault = seal == null ? "it cannot be read" : fault(seal);
    if (fault == null && seal != null) {
      seals.add(seal);
      events += seal.statement().events();
      before = seal;
    } else if (fault != null) {
      Kind kind = fault.startsWith("its key") ? Kind.KEY_UNKNOWN : Kind.SEAL_BROKEN;
      findings.add(kind, event.position(), "a seal vouches for nothing: " + fault);
    }
    return events;
  }

  private @Nullable String fault(Seal seal) {
    SealStatement statement = seal.statement();
    VerifyingKey key = keys.get(seal.event().keyId());
    if (key == null) {
      return "its key " + seal.event().keyId() + " is none of those given";
    }
    if (!Statements.isSigned(seal.event(), key)) {
      return "its signature does not fit what it says";
    }
    if (!statement.upTo().reaches(statement.after())
        || seal.position().compareTo(statement.upTo()) <= 0) {
      return "it is over what came after it";
    }
    return successionFault(statement, seal.position());
  }

  private @Nullable String successionFault(SealStatement next, LogPosition position) {
    SealStatement last = before == null ? null : before.statement();
    if (last != null && !next.logId().equals(last.logId())) {
      return "it is of another log, " + next.logId();
    }
    long number = last == null ? 0 : last.number();
    if (next.number() <= number) {
      return "number %d does not follow %d".formatted(next.number(), number);
    }
    if (next.number() > number + 1) {
      findings.add(
          Kind.SEAL_BROKEN,
          position,
          "of the seals before number %d, %d are missing, or vouch for nothing"
              .formatted(next.number(), next.number() - number - 1));
      return null;
    }
    LogPosition end = last == null ? LogPosition.START : last.upTo();
    String digest = last == null ? Statements.NONE : Statements.digest(last);
    return next.after().equals(end) && next.previous().equals(digest)
        ? null
        : "it does not follow the seal before it";
  }

  boolean isGenuine(Seal seal) {
    VerifyingKey key = keys.get(seal.event().keyId());
    return key != null && Statements.isSigned(seal.event(), key);
  }

  List<Seal> seals() {
    return seals;
  }
}
