/**
 * GF-CF: a low-pass filter on the graph of users and items, in closed form.
 *
 * <p>Y. Shen, Y. Wu, Y. Zhang, C. Shan, J. Zhang, K. Letaief, D. Li, "How powerful is graph
 * convolution for recommendation?", CIKM 2021 (the linear and the ideal low-pass filter, section
 * 4.3 and algorithm 1). The singular vectors are found by subspace iteration: N. Halko, P.-G.
 * Martinsson, J. Tropp, "Finding structure with randomness", SIAM Review 53(2), 2011 (algorithms
 * 4.4 and 5.3).
 *
 * <pre>
 *   R̃_ui = r(u,i) / √(d_u·d_i)   with  d_u = Σ_i r(u,i),  d_i = Σ_u r(u,i)
 *   U    = the right singular vectors of R̃ with the K largest singular values
 *   x(u, ·) = r(u,·)·(R̃ᵀ·R̃ + α·D^(-½)·U·Uᵀ·D^(½))      D the diagonal matrix of the d_i
 * </pre>
 *
 * <p>Notation: {@code r(u,i)} weight of a pair, {@code K} the setting {@code factors}, {@code α}
 * the setting {@code alpha}.
 *
 * <p>Departures. The singular vectors are those that a stated number of iterations finds: the
 * largest are exact to rounding, the last few of K approximate. What an item says about itself by
 * the first term is left out: it could only bring back what the person has. Dislikes are left out
 * by whoever makes the data.
 *
 * <p>A person is folded in by the last line, in {@code k + K} steps for each entry of the history
 * where a row of {@code R̃ᵀ·R̃} has {@code k} entries, and {@code K} for each item. Two items are
 * as similar as that matrix says. A new item is unknown until the next training.
 *
 * <p>Cost for {@code n} items and {@code p = K + 32}: time {@code Σ_u n_u²}, and for each iteration
 * {@code 4·pairs·p + 2·n·p²}; memory {@code 8} bytes for each pair of items that somebody has
 * together, and {@code 8·p·(n + users)} while training; above a stated limit it is refused before
 * it starts. A model has {@code 8} bytes for each such pair, {@code 4·K·n} beside on disk and twice
 * that in memory.
 */
@NullMarked
package io.hindsight.scoring.gfcf;

import org.jspecify.annotations.NullMarked;
