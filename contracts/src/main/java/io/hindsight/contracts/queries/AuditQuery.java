package io.hindsight.contracts.queries;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * Asks about the past, of which the log alone is a witness: no view is waited for. Each is refused
 * with {@code overloaded} where too many are asked at a time, and those about lists with {@code
 * recommendation-unknown} where there is no such receipt.
 */
public sealed interface AuditQuery extends Question {

  @Override
  default @Nullable LogPosition atLeast() {
    return null;
  }

  /** {@link AuditAnswer.ServedList}: what was shown, to whom and why. */
  record FindServedList(RecommendationId recommendationId) implements AuditQuery {}

  /**
   * {@link AuditAnswer.Counterfactuals}: where an item would have stood, had the person not done
   * one thing or another. Refused with {@code not-personal} for lists that are nobody's, {@code
   * item-unknown} where the list does not have the item, {@code person-erased} and {@code
   * past-gone}.
   *
   * @param itemId of the list; null: its first
   */
  record FindCounterfactuals(RecommendationId recommendationId, @Nullable ItemId itemId)
      implements AuditQuery {}

  /**
   * {@link AuditAnswer.Difference}: how one list turned into another. Refused as {@link
   * FindCounterfactuals} is, and with {@code not-comparable} where they answer different questions
   * or different persons, or do not come out as they were served.
   */
  record CompareLists(RecommendationId recommendationId, RecommendationId other)
      implements AuditQuery {}

  /** {@link AuditAnswer.Reproduced}: whether the list would come out the same. */
  record ReproduceList(RecommendationId recommendationId) implements AuditQuery {}

  /**
   * {@link io.hindsight.contracts.log.StoredLog.Found}: events as they are stored, in order.
   * Refused with {@code user-unknown} where nobody of that name was ever seen, or they were erased,
   * and with {@code position-unknown} beyond the end of the log.
   *
   * @param user whom they are about, by the client's name for them, in place of the filter's
   *     subject
   * @param after the search goes on from here
   * @param upTo null: the end of the log
   * @param limit how many at most
   * @param whole as they are hashed: else, where it is about somebody, events that hold the lists
   *     of several people show that person's alone
   */
  record FindEvents(
      EventFilter filter,
      @Nullable UserId user,
      LogPosition after,
      @Nullable LogPosition upTo,
      int limit,
      boolean whole)
      implements AuditQuery {}

  /** {@link io.hindsight.contracts.audit.LogIntegrity.State}: how far the log is sealed. */
  record FindIntegrity() implements AuditQuery {}

  /**
   * {@link io.hindsight.contracts.audit.LogIntegrity.Checked}: whether events are what their seals
   * vouch for. Refused with {@code seal-unknown} where no genuine seal stands at that position.
   *
   * @param after the position of a seal, up to which was checked before
   * @param known the digest of a seal that must be there
   */
  record CheckIntegrity(LogPosition after, @Nullable String known) implements AuditQuery {}

  /**
   * {@link io.hindsight.contracts.audit.InclusionProof}: that an event is under a seal. Refused
   * with {@code event-unknown}, and with {@code not-sealed} where no seal is over it yet.
   */
  record ProveEvent(LogPosition position) implements AuditQuery {}

  /**
   * {@link AuditAnswer.Verification}: how far a view's verification is, and what it found. Refused
   * with {@code verification-unknown} where none was asked for since the last start.
   */
  record FindVerification(String view) implements AuditQuery {}

  /**
   * {@link ViewChanges}: what changed in a view between two moments. Refused with {@code
   * view-unknown}, {@code range-inverted}, {@code cursor-invalid}, {@code limit-out-of-range}, and
   * as {@link AskPast} is.
   *
   * @param to null: now
   * @param after the cursor that the page before gave
   * @param limit 1 to 1000
   */
  record FindViewChanges(
      String view, Moment from, @Nullable Moment to, @Nullable String after, int limit)
      implements AuditQuery {}
}
