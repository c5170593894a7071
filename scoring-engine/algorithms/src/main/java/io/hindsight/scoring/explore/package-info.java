/**
 * Exploration: lists that now and then show what is not thought best, so that something is learned
 * of it, and that say how likely each place was to be as it is. Off-policy estimates rest on these
 * propensities ({@link io.hindsight.scoring.evaluation.offpolicy}).
 *
 * <p>{@link io.hindsight.scoring.explore.EpsilonGreedy}: C. Watkins, "Learning from delayed
 * rewards", 1989. {@link io.hindsight.scoring.explore.ThompsonSampling}: W. Thompson, "On the
 * likelihood that one unknown probability exceeds another in view of the evidence of two samples",
 * Biometrika 25, 1933; O. Chapelle, L. Li, "An empirical evaluation of Thompson sampling", NIPS
 * 2011. {@link io.hindsight.scoring.explore.LinUcb}: L. Li, W. Chu, J. Langford, R. Schapire, "A
 * contextual-bandit approach to personalized news article recommendation", WWW 2010 (algorithm 1,
 * disjoint linear models).
 *
 * <pre>
 *   ε-greedy   p(i) = (1 - ε)·[i is the best left] + ε / left
 *   Thompson   p(i) = ∫ f_i(x)·Π_{j ≠ i} F_j(x) dx       f, F of Beta(a + s_i, b + f_i)
 *   LinUCB     u(i) = θᵀx + α·√(xᵀA⁻¹x),   A = I + Σ x·xᵀ,   θ = A⁻¹·Σ r·x,   then ε-greedy by u
 * </pre>
 *
 * <p>Notation: {@code left} how many candidates are left for a place, {@code s, f} successes and
 * failures of an item, {@code a, b} the prior, {@code x} what is known of the item and the
 * situation, {@code r} a reward. A list is drawn place by place, each from what is left, and a
 * propensity is that of the place given all before it; their product is the list's.
 *
 * <p>Departures. Thompson's draw is made from the probabilities themselves and not by drawing from
 * each posterior: the same in law, and the propensity is exactly the chance that was used. The
 * integral is a sum over a grid, off by less than 10⁻³ of a probability; this changes which policy
 * it is by as little, never the truth of what it says of itself. LinUCB has no chance in it: it
 * gets one from ε, without which a log of it can tell nothing of other policies.
 *
 * <p>Cost for {@code n} places of {@code k} candidates: ε-greedy {@code n·k}; Thompson {@code
 * 50·k²} values of a beta distribution and {@code 50·n·k²} multiplications, so it takes up to 100
 * candidates; LinUCB {@code k·d²} for {@code d} features, and {@code 8·(d² + d)} bytes an item.
 */
@NullMarked
package io.hindsight.scoring.explore;

import org.jspecify.annotations.NullMarked;
