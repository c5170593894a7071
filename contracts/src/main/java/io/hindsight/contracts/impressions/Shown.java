package io.hindsight.contracts.impressions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.ItemId;
import org.jspecify.annotations.Nullable;

/**
 * One item of an impression.
 *
 * @param position from 1; null where nobody knows in which order the items stood
 * @param propensity with which probability whatever chose showed this item at this position, in (0,
 *     1]; null where nobody knows
 * @param clicked whether it was clicked, as far as was known when this was recorded
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Shown(
    ItemId itemId, @Nullable Integer position, @Nullable Double propensity, boolean clicked) {}
