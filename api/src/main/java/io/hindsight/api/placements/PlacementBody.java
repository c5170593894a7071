package io.hindsight.api.placements;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A placement as the API's description shows it; {@link PlacementRecords} reads it. */
@Schema(
    name = "PlacementSettings",
    description = "By which rules a placement's lists are made.",
    requiredProperties = "algorithm")
record PlacementBody(
    @Schema(description = "Required in POST; in PUT the path names it.", example = "home")
        @Nullable String placementId,
    @Schema(description = "The id if missing.") @Nullable String name,
    @Schema(
            example = "item-knn",
            description = "popularity, trending, or one that is trained, such as item-knn or ease")
        String algorithm,
    @Schema(minimum = "1", maximum = "100", defaultValue = "10") @Nullable Integer listLength,
    @Schema(minimum = "0", maximum = "1", defaultValue = "0") @Nullable Double diversity,
    @Schema(
            description =
                "After which interactions an item is not shown to the person again; purchase and"
                    + " rating if missing.")
        @Nullable List<String> consumedBy,
    @Schema(
            minimum = "0",
            maximum = "1",
            defaultValue = "1",
            description =
                "Which share of the lists leaves a receipt. The others have no recommendationId,"
                    + " and nobody can tell later what was in them.")
        @Nullable Double receiptSample) {}
