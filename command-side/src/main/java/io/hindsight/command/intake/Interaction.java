package io.hindsight.command.intake;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionType;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interaction that may be stored, still in plain text.
 *
 * @param index its place in the request
 * @param id null: to be derived from the content, or drawn if it is not {@code timed}
 * @param timed whether the client said when it happened
 */
record Interaction(
    long index,
    @Nullable InteractionId id,
    UserId user,
    ItemId item,
    InteractionType type,
    Instant occurredAt,
    boolean timed,
    @Nullable Integer quantity,
    @Nullable BigDecimal unitPrice,
    @Nullable String currency,
    @Nullable Double value,
    @Nullable Double seconds,
    @Nullable String query,
    @Nullable String device,
    @Nullable String sessionId,
    @Nullable PlacementId placement,
    @Nullable MarketplaceId marketplace,
    @Nullable String locale,
    @Nullable RecommendationId recommendation) {

  @Override
  public String toString() {
    return "Interaction(not printed)";
  }
}
