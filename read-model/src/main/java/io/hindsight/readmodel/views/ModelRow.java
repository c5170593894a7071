package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.models.Provenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Key: {@code ALGORITHM/VERSION}; and {@code ALGORITHM} for the active version alone.
 *
 * @param status requested, trained, active, retired or failed
 * @param retrainingDueSince it learned from somebody who was erased since
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelRow(
    String algorithm,
    int version,
    TrainingId trainingId,
    String status,
    @Nullable Provenance provenance,
    @Nullable String reason,
    Instant requestedAt,
    @Nullable Instant trainedAt,
    @Nullable Instant activatedAt,
    @Nullable Instant retrainingDueSince) {}
