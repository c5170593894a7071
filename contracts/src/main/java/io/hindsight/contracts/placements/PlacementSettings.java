package io.hindsight.contracts.placements;

import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.interactions.InteractionType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which rules a placement's lists are made.
 *
 * @param algorithm whose active model scores: item-knn, popularity or trending
 * @param listLength how many items where the request does not say, 1 to 100
 * @param diversity where the request does not say: 0 ranks by score alone, 1 by difference alone
 * @param consumedBy after which interactions an item is not shown to the person again
 * @param receiptSample which share of the lists leaves a receipt, 0 to 1; null: each of them
 */
public record PlacementSettings(
    String name,
    String algorithm,
    int listLength,
    double diversity,
    Set<InteractionType> consumedBy,
    @Nullable Double receiptSample) {

  /** What is bought or rated has been consumed; what was only looked at has not. */
  public static final Set<InteractionType> DEFAULT_CONSUMED_BY =
      Collections.unmodifiableSet(EnumSet.of(InteractionType.PURCHASE, InteractionType.RATING));

  public PlacementSettings {
    consumedBy =
        consumedBy.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(consumedBy));
    receiptSample = receiptSample != null && receiptSample == 1 ? null : receiptSample;
  }

  /** Each list leaves a receipt. */
  public PlacementSettings(
      String name,
      String algorithm,
      int listLength,
      double diversity,
      Set<InteractionType> consumedBy) {
    this(name, algorithm, listLength, diversity, consumedBy, null);
  }

  /** Which share of the lists leaves a receipt. */
  public double receiptShare() {
    return receiptSample == null ? 1 : receiptSample;
  }

  /**
   * Why nothing may be drawn or compared here; null where it may. Exploration and experiments are
   * judged by receipts, so both ask this before they begin.
   */
  public @Nullable Refusal unfitToLearnFrom() {
    return receiptSample == null
        ? null
        : new Refusal(
            "receipts-sampled",
            "the placement keeps receipts of a sample of its lists only",
            "set receiptSample to 1 before exploring or experimenting");
  }
}
