package io.hindsight.readmodel.store;

import io.hindsight.contracts.log.LogPosition;

/**
 * One row of a view.
 *
 * @param seen the last event that this row has taken in: events up to there are skipped when they
 *     come again
 */
public record Row<T>(String key, T value, LogPosition seen) {}
