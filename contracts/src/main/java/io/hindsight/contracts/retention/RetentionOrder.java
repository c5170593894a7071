package io.hindsight.contracts.retention;

import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import java.time.Period;
import java.time.YearMonth;

/** Work that forgetting asks of those who keep something. Doing it again does no harm. */
public sealed interface RetentionOrder {
  /** The stores that are settled, in this order. */
  String VIEWS = "views";

  String SERVING = "serving";

  /**
   * Answers once the keys are destroyed and {@link RetentionEvent.InteractionsForgotten} is in the
   * log.
   */
  record ForgetInteractions(InteractionType type, YearMonth month, Period keep)
      implements RetentionOrder {}

  /** Answers with a {@link io.hindsight.contracts.erasure.Purge}. */
  record SettleViews(RetentionId retentionId) implements RetentionOrder {}

  /** Answers with a {@link io.hindsight.contracts.erasure.Purge}. */
  record SettleServing(RetentionId retentionId) implements RetentionOrder {}

  /** Answers once {@link RetentionEvent.StoreSettled} is in the log. */
  record ReportSettled(RetentionId retentionId, String store, LogPosition upTo)
      implements RetentionOrder {}

  /** Signs the receipt. Answers once it is in the log. */
  record CompleteRetention(RetentionId retentionId) implements RetentionOrder {}
}
