/**
 * EASE: a linear item-to-item model with weights of any sign, found in closed form.
 *
 * <p>H. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019 (the problem is
 * equations 1 to 3, its solution equations 4 to 8). The inverse over users instead of items is the
 * matrix inversion lemma (W. W. Hager, "Updating the inverse of a matrix", SIAM Review 31(2),
 * 1989).
 *
 * <pre>
 *   min over B with diag(B) = 0 of  ‖X - X·B‖² + λ·m²·‖B‖²
 *   P    = (XᵀX + λ·m²·I)⁻¹                                    over items, or
 *   P    = (I - Xᵀ·K·X) / (λ·m²)  with  K = (XXᵀ + λ·m²·I)⁻¹   over users
 *   B_ij = -P_ij / P_jj  for i ≠ j
 *   x(u, j) = Σ over i in u's history of  r(u,i)·B_ij
 * </pre>
 *
 * <p>Notation: {@code X} users by items, {@code r(u,i)} weight of a pair, {@code m} the mean weight
 * of all pairs, {@code λ} the setting {@code l2}, {@code i} an item of the history, {@code j} the
 * item scored.
 *
 * <p>Departures. The paper's X holds zeros and ones; here it holds weights, and λ is in units of
 * their squared mean, so that it means the same whatever the weights' unit; with all weights 1 it
 * is the paper's. How similar two items are is told by their partial correlation given all others,
 * {@code √(B_ij·B_ji) = -P_ij / √(P_ii·P_jj)}, which lies in 0 to 1 where B is positive. Weights
 * below 0 speak against an item: a score may be negative. Dislikes are left out of X by whoever
 * makes it.
 *
 * <p>A new person, or a new interaction, is folded in by the sum above, with no training. A new
 * item is unknown until the next training.
 *
 * <p>Cost for {@code n} items and {@code u} users, where the smaller of the two decides: over
 * items, time {@code Σ_u n_u² / 2 + n³}, memory {@code 5·n²} bytes; over users, time {@code Σ_i
 * u_i² / 2 + u³ + pairs·(n + u)}, memory {@code 8·u² + 4·n²} bytes, or, where these are more than
 * an eighth of what is allowed, {@code 4·u² + 4·n²} with the inverse kept in floats. What the
 * process has of heap chooses nothing, it only refuses. The model has {@code 4·n²} bytes, and
 * scoring takes {@code n} steps for each entry of the history. A training that would need more than
 * a stated memory is refused before it starts.
 */
@NullMarked
package io.hindsight.scoring.ease;

import org.jspecify.annotations.NullMarked;
