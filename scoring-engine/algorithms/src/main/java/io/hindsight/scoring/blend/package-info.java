/**
 * A blend of several models that were trained on the same data.
 *
 * <p>G. Cormack, C. Clarke, S. Büttcher, "Reciprocal rank fusion outperforms Condorcet and
 * individual rank learning methods", SIGIR 2009 (by ranks, with its constant of 60).
 *
 * <pre>
 *   by scores:  x(u, j) = Σ_p w_p·x_p(u, j) / √(Σ_i x_p(u, i)² / items)
 *   by ranks:   x(u, j) = Σ_p w_p / (60 + rank_p(u, j))     over the parts with x_p(u, j) > 0
 * </pre>
 *
 * <p>Notation: {@code x_p} the scores of part p, {@code w_p} its weight, {@code rank} from 1, ties
 * by item. By scores, each part counts by how far an item stands out among its own scores, whatever
 * their scale; by ranks, only the order counts.
 *
 * <p>Departures. What a rank is worth is shared out among the parts of the score that made it, in
 * their proportion, so that reasons add up by ranks as well. Two items are as similar as the parts
 * say in the mean.
 *
 * <p>Cost: training, memory and scoring of all parts together, and by ranks a sort of all items.
 */
@NullMarked
package io.hindsight.scoring.blend;

import org.jspecify.annotations.NullMarked;
