package io.hindsight.command.seal;

import io.hindsight.contracts.audit.Finding;
import io.hindsight.contracts.audit.Finding.Kind;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole log that was exported, with nothing but public keys: no server, no database. Reads
 * it twice, since a seal comes after what it is over; holds the seals and one stretch in memory.
 */
public final class ExportCheck {
  private final KnownKeys keys;

  public ExportCheck(Collection<VerifyingKey> keys) {
    this.keys = new KnownKeys(keys);
  }

  /** Events in the order of the export; the same each time. */
  @FunctionalInterface
  public interface Export {
    void forEach(Consumer<StoredEvent> consumer) throws IOException;
  }

  /**
   * @param first the position of the first event; 0: there was none
   * @param events how many there were
   * @param sealed how many of them are under a genuine seal
   * @param seals how many genuine seals there were
   * @param digest of the last of them; null: there was none
   * @param findings the first hundred; empty: the log is whole as far as it is sealed
   */
  public record Result(
      long first,
      long events,
      long sealed,
      int seals,
      @Nullable String digest,
      List<Finding> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /**
   * @param knownDigest of a seal that must be there; null: none is known
   */
  public Result check(Export export, @Nullable String knownDigest) throws IOException {
    Findings findings = new Findings();
    SealBook book = new SealBook(keys, null, null, findings);
    export.forEach(
        event -> {
          if (Seal.isOne(event)) {
            book.add(event);
          }
        });
    List<Seal> seals = book.seals();
    EventsCheck check = new EventsCheck(seals, null, findings);
    long[] events = {0};
    LogPosition[] ends = {LogPosition.START, LogPosition.START};
    export.forEach(
        event -> {
          check.accept(event);
          events[0]++;
          ends[0] = events[0] == 1 ? event.position() : ends[0];
          ends[1] = event.position();
        });
    check.end();
    List<String> digests = seals.stream().map(Seal::digest).toList();
    if (knownDigest != null && !digests.contains(knownDigest)) {
      findings.add(
          Kind.SEAL_LOST, ends[1], "no genuine seal of this log has the digest " + knownDigest);
    }
    return new Result(
        ends[0].value(),
        events[0],
        check.compared(),
        seals.size(),
        digests.isEmpty() ? null : digests.getLast(),
        findings.first());
  }
}
