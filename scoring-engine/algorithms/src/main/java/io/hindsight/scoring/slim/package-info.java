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
 * > λ₁·m²} can have a weight, and only these are visited. An item is done when no weight moved by
 * more than {@code 10⁻⁴} of the largest, or after a stated number of passes.
 *
 * <p>Cost for {@code n} items: time {@code Σ_u n_u²}, and {@code n} for each weight that moves in
 * each pass over each item; memory {@code 4·n²} bytes, refused before it starts above a stated
 * limit. See {@link io.hindsight.scoring.sparse} for the model. A new item is unknown until the
 * next training.
 */
@NullMarked
package io.hindsight.scoring.slim;

import org.jspecify.annotations.NullMarked;
