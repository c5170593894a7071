/**
 * Matrix factorisation of implicit feedback by alternating least squares: iALS, and its block
 * solver iALS++.
 *
 * <p>Y. Hu, Y. Koren, C. Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM
 * 2008 (the alternation, section 4; explaining by a linear decomposition, section 5); S. Rendle, W.
 * Krichene, L. Zhang, Y. Koren, "Revisiting the performance of iALS on item recommendation
 * benchmarks", RecSys 2022 (loss and scaled regularisation, equations 3 to 6; initial deviation,
 * section 4); S. Rendle, W. Krichene, L. Zhang, Y. Koren, "iALS++: speeding up matrix factorization
 * with subspace optimization", 2021 (algorithm 2).
 *
 * <pre>
 *   L = Σ over observed (u,i) of w_ui·(1 - x_u·y_i)² + α₀·Σ over all (u,i) of (x_u·y_i)²
 *     + Σ_u λ_u·‖x_u‖² + Σ_i λ_i·‖y_i‖²
 *   λ_u = λ·(n_u + α₀·items)^ν     λ_i = λ·(n_i + α₀·users)^ν
 *   x_u = A_u⁻¹·Σ_i w_ui·y_i  with  A_u = Σ_i w_ui·y_i·y_iᵀ + α₀·YᵀY + λ_u·I      the same for y_i
 *   x(u, j) = y_j·x_u = Σ over i in u's history of  w_ui·y_jᵀ·A_u⁻¹·y_i
 * </pre>
 *
 * <p>Notation: {@code x_u}, {@code y_i} vectors of {@code d} factors, {@code n} how many observed
 * pairs a user or an item has, {@code w} the weight of a pair over the mean of all weights, {@code
 * ν} the setting {@code exponent}. The last line takes a score apart by what made it: the amounts
 * by which we explain.
 *
 * <p>A sweep solves all users, then all items. Items begin with normally distributed factors of
 * deviation {@code deviation/√d}, users with none. With {@code block = 0} a row is solved as a
 * whole; with a block of {@code b} factors, iALS++ moves that many at a time to their minimum while
 * the others stay.
 *
 * <p>Departures. Weights are divided by their mean, so that α₀ means the same whatever their unit.
 * Everything is computed in single precision, as in the authors' code. Dislikes are left out by
 * whoever makes the data.
 *
 * <p>A model holds the items' factors only. A person is folded in by solving for {@code x_u},
 * exactly and always as a whole, from their history: new interactions count at once, at {@code n·d²
 * + d³/3}. A new item is unknown until the next training.
 *
 * <p>Cost: a sweep takes {@code 2·pairs·d² + (users + items)·d³/3} floating-point operations, with
 * blocks {@code 2·pairs·d·b + (users + items)·d·b²/3 + 8·pairs·d}, and {@code 4·d·(users + items)}
 * bytes, with {@code 8·d²} bytes a thread beside. A model has {@code 4·d·items} bytes on disk and
 * twice as many in memory, where a transposed copy makes scoring of all items fast. Scoring takes
 * the fold-in and {@code 2·d·items} operations.
 */
@NullMarked
package io.hindsight.scoring.als;

import org.jspecify.annotations.NullMarked;
