package io.hindsight.contracts.intake;

import org.jspecify.annotations.Nullable;

/**
 * One record that was not stored.
 *
 * @param index of the record in the request, from 0
 * @param field the offending field, where there is one
 */
public record Rejection(long index, @Nullable String field, Refusal refusal) {}
