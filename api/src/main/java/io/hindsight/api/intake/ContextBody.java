package io.hindsight.api.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** In which circumstances, as the API's description shows it; {@link ContextFields} reads it. */
@Schema(name = "InteractionContext", description = "In which circumstances it was done or seen.")
public record ContextBody(
    @Schema(description = "Kept encrypted.") @Nullable String device,
    @Schema(description = "Kept encrypted.") @Nullable String sessionId,
    @Nullable String placement,
    @Nullable String marketplaceId,
    @Schema(example = "de-AT") @Nullable String locale,
    @Schema(description = "The list that led to it, or that was seen.")
        @Nullable String recommendationId) {}
