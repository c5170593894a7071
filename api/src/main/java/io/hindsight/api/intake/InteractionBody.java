package io.hindsight.api.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An interaction as the API's description shows it; {@link InteractionRecords} reads it. */
@Schema(
    name = "Interaction",
    description =
        "What a person did with an item. Unknown fields and doubled keys are refused, so that a"
            + " typo loses nothing in silence.",
    requiredProperties = {"userId", "itemId", "type"})
record InteractionBody(
    @Schema(
            description =
                "Makes the record idempotent: 1 to 128 of A-Z a-z 0-9 . _ : ~ -, and no personal"
                    + " data. Derived from user, item, type, time and values where it is missing.",
            example = "order-1001-line-1")
        @Nullable String interactionId,
    @Schema(example = "user-1") String userId,
    @Schema(example = "item-1") String itemId,
    @Schema(
            allowableValues = {
              "view",
              "click",
              "like",
              "share",
              "add_to_cart",
              "purchase",
              "rating",
              "dwell",
              "dismiss",
              "search_click"
            },
            example = "view")
        String type,
    @Schema(description = "When it happened; now if missing.", example = "2026-11-01T12:00:00Z")
        @Nullable Instant timestamp,
    @Schema(description = "Of a purchase.", minimum = "1") @Nullable Integer quantity,
    @Schema(description = "Of a purchase.", minimum = "0") @Nullable BigDecimal unitPrice,
    @Schema(description = "ISO 4217; with unitPrice.", example = "EUR") @Nullable String currency,
    @Schema(description = "Of a rating, on your scale.") @Nullable Double value,
    @Schema(description = "Of a dwell.", minimum = "0") @Nullable Double seconds,
    @Schema(description = "Of a search_click; kept encrypted.") @Nullable String query,
    @Nullable ContextBody context) {}
