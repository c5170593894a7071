package io.hindsight.api.impressions;

import io.hindsight.api.intake.ContextBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An impression as the API's description shows it; {@link ImpressionRecords} reads it. */
@Schema(
    name = "Impression",
    description =
        "Items that were shown at one time, by this system or by another. Unknown fields and doubled"
            + " keys are refused, so that a typo loses nothing in silence.",
    requiredProperties = {"items"})
record ImpressionBody(
    @Schema(
            description =
                "Makes the record idempotent: 1 to 128 of A-Z a-z 0-9 . _ : ~ -, and no personal"
                    + " data. Derived from user, items, policy, placement and time where it is"
                    + " missing and timestamp is given.",
            example = "page-view-1001")
        @Nullable String impressionId,
    @Schema(description = "To whom; left out where nobody is known.", example = "user-1")
        @Nullable String userId,
    @Schema(description = "At most 1,000.") List<ShownBody> items,
    @Schema(description = "The name of what chose the items.", example = "bts")
        @Nullable String policy,
    @Schema(description = "When it was; now if missing.", example = "2026-11-01T12:00:00Z")
        @Nullable Instant timestamp,
    @Nullable ContextBody context) {

  /** One of the items. */
  @Schema(
      name = "ShownItem",
      requiredProperties = {"itemId"})
  record ShownBody(
      @Schema(example = "item-1") String itemId,
      @Schema(
              description = "Where it stood, from 1. Each item has one of its own, or none has.",
              minimum = "1")
          @Nullable Integer position,
      @Schema(
              description =
                  "The probability with which the policy showed this item at this position, above 0"
                      + " and up to 1.",
              example = "0.25")
          @Nullable Double propensity,
      @Schema(
              description =
                  "Whether it was clicked, as far as is known. Models learn from interactions: send"
                      + " a click as one, too.")
          @Nullable Boolean clicked) {}
}
