/**
 * SLIM: a sparse linear model, each item regressed on all others with an elastic net.
 *
 * <p>X. Ning, G. Karypis, "SLIM: sparse linear methods for top-N recommender systems", ICDM 2011
 * (the problem is equations 3 and 4); the coordinate descent with covariance updates is J.
 * Friedman, T. Hastie, R. Tibshirani, "Regularization paths for generalized linear models via
 * coordinate descent", Journal of Statistical Software 33(1), 2010 (sections 2.1 and 2.2).
 *
 * <pre>
 *   for each item j:  min over w ≥ 0 with w_j = 0 of
 *                     ½·‖X_j - X·w‖² + ½·λ₂·m²·‖w‖² + λ₁·m²·‖w‖₁        column j of W
 *   w_i ← max(0, g_i - λ₁·m²) / (‖X_i‖² + λ₂·m²)   with  g_i = X_iᵀ·(X_j - X·w) + ‖X_i‖²·w_i
 *   x(u, j) = Σ over i in u's history of  r(u,i)·W_ij
 * </pre>
 *
 * <p>Notation: {@code X} users by items, {@code r(u,i)} weight of a pair, {@code m} the mean weight
 * of all pairs, {@code λ₁, λ₂} the settings {@code l1, l2}.
 *
 * <p>Departures. λ₁ and λ₂ are in units of the squared mean weight. Only items with {@code X_iᵀ·X_j
 * > λ₁·m²} can have a weight. Weights are sought among the 64 that would lower the loss most, then
 * those join that would lower it most now, at most twice as many as there are, and so on (working
 * sets: M. Massias, A. Gramfort, J. Salmon, "Celer: a fast solver for the Lasso with dual
 * extrapolation", ICML 2018, section 3, without its bounds). An item is done when no weight, of a
 * member or of anybody else, would move by more than {@code 10⁻⁴} of the largest, or after {@code
 * passes} rounds of as many passes. What is left of an item is computed anew for each round, by
 * {@code XᵀX} or by {@code Xᵀ·(X_j - X·w)}, whichever takes fewer steps. An item gets weights of at
 * most 8,192 others: who would join then stays without one.
 *
 * <p>Cost for {@code n} items of which {@code a} are one's members: time {@code Σ_u n_u²}, and for
 * each item {@code a} for each weight that moves in each pass, and at most the number of pairs in
 * each round; memory {@code 8} bytes a pair of items that somebody has together, and at most {@code
 * 4·n²} altogether, refused before it starts above a stated limit; {@code 4·a²} a thread beside,
 * with {@code a} at most 8,192. See {@link io.hindsight.scoring.sparse} for the model. A new item
 * is unknown until the next training.
 */
@NullMarked
package io.hindsight.scoring.slim;

import org.jspecify.annotations.NullMarked;
