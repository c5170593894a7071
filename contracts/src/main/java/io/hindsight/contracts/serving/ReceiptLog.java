package io.hindsight.contracts.serving;

import io.hindsight.contracts.ids.RecommendationId;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps receipts, durably. Those of concurrent callers share a commit and an event. */
public interface ReceiptLog {

  /**
   * Completes with the list's id once its receipt is on disk. Fails with {@link
   * io.hindsight.contracts.log.LogUnavailable} where the log did not say that it is: it may be
   * there all the same, of a list that nobody got.
   *
   * @param traceId of the request, if it is traced
   */
  CompletableFuture<RecommendationId> keep(ServedList list, @Nullable String traceId);
}
