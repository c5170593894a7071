package io.hindsight.contracts.audit;

import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the log is whole. Call from platform threads: it reads much of the log. */
public interface LogIntegrity {

  State state();

  /**
   * Compares stored events with their seals, some hundred thousand at a time.
   *
   * @param after the position of the seal up to which was checked before; the log's start at first
   * @param knownDigest of a seal that somebody remembers; null: none
   * @return empty where no genuine seal stands at that position
   */
  Optional<Checked> check(LogPosition after, @Nullable String knownDigest);

  /** Empty where the event is not sealed yet, or there is none. */
  Optional<InclusionProof> prove(LogPosition position);

  Optional<StoredEvent> event(LogPosition position);

  /**
   * How far the log is sealed.
   *
   * @param last the last seal; null before the first
   * @param digest of its statement: publish it, and nobody can replace the log behind your back
   * @param head the position of the log's last event
   * @param unsealedSince when the oldest event was recorded that is under no seal yet; null where
   *     only seals are
   * @param sealing whether it goes on being sealed
   * @param problem why it cannot be, for the time being; null where it can
   * @param publicKey that of the key in use, in PEM
   */
  record State(
      String logId,
      @Nullable LogSealed last,
      @Nullable String digest,
      LogPosition head,
      @Nullable Instant unsealedSince,
      boolean sealing,
      @Nullable String problem,
      String keyId,
      String publicKey) {}

  /**
   * What came out of a check.
   *
   * @param after where it began
   * @param upTo the last position that was compared with its seal
   * @param events how many were
   * @param seals with how many seals
   * @param findings the first hundred
   * @param next where to go on from; null at the end
   */
  record Checked(
      LogPosition after,
      LogPosition upTo,
      long events,
      int seals,
      List<Finding> findings,
      @Nullable LogPosition next) {
    public Checked {
      findings = List.copyOf(findings);
    }
  }
}
