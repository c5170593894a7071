/**
 * The same for everybody: what most people have, or have of late. Baselines, to compare others
 * with.
 *
 * <p>Y. Ji, A. Sun, J. Zhang, C. Li, "A re-visit of the popularity baseline in recommender
 * systems", SIGIR 2020 (DecayPop, section 3, by a half-life instead of months).
 *
 * <pre>
 *   most-popular:      x(u, j) = Σ_v r(v,j)
 *   recently-popular:  x(u, j) = Σ_v r(v,j)·2^(-(T - t(v,j)) / h)
 * </pre>
 *
 * <p>Notation: {@code r(v,j)} the weight of a pair, {@code t(v,j)} its time, {@code T} the newest
 * of all, {@code h} the half-life. They ask for no history, and no entry of one is a reason: all of
 * a score is there for everybody. They know no similar items.
 *
 * <p>Departures. A person and an item are one pair, at the time of their last meeting. What is
 * older than 40 half-lives counts as those 40. A server's own lists of what is popular or trending
 * are counted as events come, not trained; these models are their like for evaluations and blends.
 *
 * <p>Cost: one step a pair, 4 bytes an item.
 */
@NullMarked
package io.hindsight.scoring.popular;

import org.jspecify.annotations.NullMarked;
