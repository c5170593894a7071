package io.hindsight.command.seal;

import io.hindsight.contracts.audit.Finding.Kind;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seals of a log, in order, as far as they are genuine: signed by a known key, each the
 * successor of the one before. What is wrong with the others is told.
 */
final class SealBook {
  private final KnownKeys keys;
  private final Findings findings;
  private final List<Seal> seals = new ArrayList<>();
  private @Nullable String logId;
  private @Nullable Seal before;
  private long events;

  /**
   * @param logId of the log; null: what the first seal says
   * @param before the seal up to which all was checked already; null: none was
   */
  SealBook(KnownKeys keys, @Nullable String logId, @Nullable Seal before, Findings findings) {
    this.keys = keys;
    this.logId = logId;
    this.before = before;
    this.findings = findings;
  }

  /**
   * In the order of the log.
   *
   * @return over how many events the genuine seals are by now
   */
  long add(StoredEvent event) {
    Seal seal = Seal.parse(event).orElse(null);
    if (seal == null) {
      report(new Fault(Kind.SEAL_BROKEN, "it cannot be read"), event.position());
      return events;
    }
    Fault fault = fault(seal);
    if (fault == null) {
      seals.add(seal);
      events += seal.statement().events();
      logId = seal.statement().logId();
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
    if (!keys.know(seal)) {
      return new Fault(
          Kind.KEY_UNKNOWN,
          "its key " + Findings.shown(seal.event().keyId()) + " is none of those given");
    }
    String why =
        keys.signed(seal)
            ? misplacement(seal.statement(), seal.position())
            : "its signature does not fit what it says";
    return why == null ? null : new Fault(Kind.SEAL_BROKEN, why);
  }

  private @Nullable String misplacement(SealStatement next, LogPosition position) {
    if (!next.upTo().reaches(next.after()) || next.upTo().reaches(position)) {
      return "it is over what came after it";
    }
    if (logId != null && !next.logId().equals(logId)) {
      return "it is of another log, " + Findings.shown(next.logId());
    }
    SealStatement last = before == null ? null : before.statement();
    long number = last == null ? 0 : last.number();
    LogPosition end = last == null ? LogPosition.START : last.upTo();
    if (next.number() <= number || !next.after().reaches(end)) {
      return "number %d does not follow %d".formatted(next.number(), number);
    }
    if (next.number() > number + 1) {
      reportLost(next.number(), next.number() - number - 1, position);
      return null;
    }
    String digest = last == null ? Statements.NONE : Statements.digest(last);
    return next.after().equals(end) && next.previous().equals(digest)
        ? null
        : "it does not follow the seal before it";
  }

  /** It is genuine itself, and may vouch for what the others were over. */
  private void reportLost(long number, long lost, LogPosition position) {
    findings.add(
        Kind.SEAL_BROKEN,
        position,
        "of the seals before number %d, %d are missing, or vouch for nothing"
            .formatted(number, lost));
  }

  List<Seal> seals() {
    return seals;
  }
}
