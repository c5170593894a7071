package io.hindsight.api.models;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to train as the API's description shows it; {@link TrainingRecords} reads it. */
@Schema(
    name = "TrainingRequest",
    description = "Learns from everything in the log up to now.",
    requiredProperties = "algorithm")
record TrainingBody(
    @Schema(example = "item-knn") String algorithm,
    @Schema(description = "The algorithm's own; its defaults where missing.")
        @Nullable Map<String, Object> settings,
    @Schema(description = "A new one if missing; the same seed gives the same model.")
        @Nullable Long seed) {}
