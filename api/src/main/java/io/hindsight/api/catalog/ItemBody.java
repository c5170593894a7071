package io.hindsight.api.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item as the API's description shows it; {@link ItemRecords} reads it. */
@Schema(
    name = "Item",
    description =
        "What can be recommended. Details are replaced as a whole. Unknown fields and doubled keys"
            + " are refused.",
    requiredProperties = "title")
record ItemBody(
    @Schema(description = "Required in POST; in PUT the path names it.", example = "item-1")
        @Nullable String itemId,
    @Schema(example = "A book") String title,
    @Nullable String description,
    @Schema(description = "The most telling first.") @Nullable List<String> categories,
    @Schema(description = "Where it is sold; everywhere if missing.")
        @Nullable String marketplaceId,
    @Nullable String brand,
    @Schema(minimum = "0") @Nullable BigDecimal price,
    @Schema(description = "ISO 4217; with a price.", example = "EUR") @Nullable String currency,
    @Nullable List<String> tags,
    @Schema(
            description =
                "Free attributes: text, numbers, truth values, or arrays of these, all kept as text.",
            example = "{\"colour\": [\"red\", \"blue\"], \"year\": 1994}")
        @Nullable Map<String, Object> attributes,
    @Schema(description = "Inclusive.") @Nullable Instant availableFrom,
    @Schema(description = "Exclusive.") @Nullable Instant availableUntil) {}
