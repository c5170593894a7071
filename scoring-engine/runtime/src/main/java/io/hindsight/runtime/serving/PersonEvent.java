package io.hindsight.runtime.serving;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;

/**
 * One interaction, as a person's state keeps it.
 *
 * @param item the catalog's number
 * @param value a rating's value, a dwell's seconds; NaN for other types
 */
public record PersonEvent(
    long position, int item, InteractionType type, float value, long occurredAtMillis) {

  static PersonEvent of(long position, int item, InteractionRecorded recorded) {
    return new PersonEvent(
        position,
        item,
        recorded.type(),
        ServingRules.value(recorded),
        recorded.occurredAt().toEpochMilli());
  }
}
