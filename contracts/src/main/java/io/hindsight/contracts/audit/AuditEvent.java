package io.hindsight.contracts.audit;

import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened to the log itself. */
public sealed interface AuditEvent {

  /**
   * A stretch of the log was sealed. Marks and gaps are no part of what is signed: where the
   * stretch does not fit its seal, they tell which event it is.
   *
   * @param keyId which key signed
   * @param signature Ed25519 over the statement's text, in base64
   * @param marks the first four bytes of each event's hash, in order, in base64
   * @param gaps positions of the stretch at which there was no event
   */
  record LogSealed(
      SealStatement statement,
      String keyId,
      String signature,
      String marks,
      List<Gap> gaps,
      Instant at)
      implements AuditEvent {
    public LogSealed {
      gaps = List.copyOf(gaps);
    }
  }

  /** Positions without an event, both ends included. */
  record Gap(LogPosition from, LogPosition to) {}

  /**
   * Somebody looked into the past, or is about to: this is stored before they are answered.
   *
   * @param what was asked for, such as recommendation or events
   * @param about what they named, by parameter; persons by their subject id
   * @param auditor who they said they are; null where they did not say
   */
  record RecordsRead(String what, Map<String, String> about, @Nullable String auditor, Instant at)
      implements AuditEvent {
    public RecordsRead {
      about = Collections.unmodifiableMap(new TreeMap<>(about));
    }
  }

  /**
   * The keys by which the log's people are known, from here on. Only in logs that several servers
   * can share: one in a file has its keys beside it.
   *
   * @param keysId of their store
   */
  record KeysNamed(String keysId, Instant at) implements AuditEvent {}
}
