package io.hindsight.contracts.retention;

import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** The stream of the forgetting of one type of interactions up to one month. */
public sealed interface RetentionEvent {
  RetentionId retentionId();

  Instant at();

  /**
   * Interactions of a type that happened in a month (UTC) or before it count from here on as if
   * they had never happened, and their texts are unreadable. None of them follows.
   *
   * @param month such as 2026-05
   * @param period how long the type is kept, as the policy said then: ISO 8601
   */
  record InteractionsForgotten(
      RetentionId retentionId, InteractionType type, String month, String period, Instant at)
      implements RetentionEvent {
    public InteractionsForgotten {
      YearMonth.parse(month);
    }

    public YearMonth lastMonth() {
      return YearMonth.parse(month);
    }

    /** What happened from here on is kept. */
    public Instant keptFrom() {
      return lastMonth().plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public boolean covers(InteractionRecorded recorded) {
      return recorded.type() == type && recorded.occurredAt().isBefore(keptFrom());
    }
  }

  /** What tells how it goes on, and changes nothing about what is forgotten. */
  sealed interface Progress extends RetentionEvent {}

  /**
   * A store has let go of the interactions, and its files hold nothing of them.
   *
   * @param upTo how far it had read the log then
   */
  record StoreSettled(RetentionId retentionId, String store, LogPosition upTo, Instant at)
      implements Progress {}

  /**
   * @param statement what was done, as JSON: the very text that is signed, in UTF-8
   * @param keyId of the signing key
   * @param signature Ed25519, base64url
   */
  record RetentionCompleted(
      RetentionId retentionId, String statement, String keyId, String signature, Instant at)
      implements Progress {}
}
