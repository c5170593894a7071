/**
 * RP3beta: random walks of three steps between users and items, popular items held back.
 *
 * <p>F. Christoffel, B. Paudel, C. Newell, A. Bernstein, "Blockbusters and wallflowers: accurate,
 * diverse, and scalable recommendations with random walks", RecSys 2015 (section 3); B. Paudel, F.
 * Christoffel, C. Newell, A. Bernstein, "Updatable, accurate, diverse, and scalable recommendations
 * for interactive applications", ACM TiiS 7(1), 2017; the exponent of the steps is C. Cooper et
 * al., "Random walks in recommender systems", WWW 2014 (P3alpha).
 *
 * <pre>
 *   W_ij = Σ_v (r(v,i) / Σ_v' r(v',i))^α · (r(v,j) / Σ_j' r(v,j'))^α / d_j^β     the k largest of i
 *   x(u, j) = Σ over i in u's history of  r(u,i)·W_ij
 * </pre>
 *
 * <p>Notation: {@code r(u,i)} weight of a pair, {@code d_j} how many people have j, {@code α, β}
 * settings, {@code k} neighbours.
 *
 * <p>Departures. The first step, from a person to their items, goes by the history's weights as
 * they are: dividing them by their sum would change no order. Dislikes are left out by whoever
 * makes the data.
 *
 * <p>Cost: time {@code Σ_u n_u²} for {@code n_u} items of a person, memory {@code 12·items} bytes a
 * thread and {@code 16·pairs} bytes while training; see {@link io.hindsight.scoring.sparse} for the
 * model. A new item is unknown until the next training.
 */
@NullMarked
package io.hindsight.scoring.rp3;

import org.jspecify.annotations.NullMarked;
