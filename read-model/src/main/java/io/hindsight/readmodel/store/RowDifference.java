package io.hindsight.readmodel.store;

import org.jspecify.annotations.Nullable;

/**
 * A row that two generations of a view do not have alike. Where both have it with the same content,
 * it is an index that has it in the wrong place.
 *
 * @param one null where the first generation has no such row
 * @param other null where the second has none
 * @param unreadable what is wrong with a row that cannot be read at all; it is null then
 */
public record RowDifference<T>(
    String key, @Nullable Row<T> one, @Nullable Row<T> other, @Nullable String unreadable) {}
