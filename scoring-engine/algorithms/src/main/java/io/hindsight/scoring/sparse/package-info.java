/**
 * Models that are a sparse matrix of items by items: what an item of a history says about others.
 *
 * <pre>
 *   x(u, j) = Σ over i in u's history of  r(u,i)·W_ij
 * </pre>
 *
 * <p>A person is folded in by this sum, in {@code k} steps for each entry of the history where a
 * row has {@code k} entries. A model takes {@code 8} bytes an entry and {@code 4} an item. How
 * similar two items are is told by {@code W_ij} over the largest entry of all, where it is
 * positive.
 */
@NullMarked
package io.hindsight.scoring.sparse;

import org.jspecify.annotations.NullMarked;
