/**
 * What comes next: a Markov chain over items, with the items further back in a history and further
 * ahead in a session counting less.
 *
 * <p>G. Shani, D. Heckerman, R. Brafman, "An MDP-based recommender system", JMLR 6, 2005 (the chain
 * and skipping, section 3.2); M. Ludewig, D. Jannach, "Evaluation of session-based recommendation
 * algorithms", UMUAI 28, 2018 (sequential rules, whose weights fall with the distance, section
 * 3.1).
 *
 * <pre>
 *   c_ij    = Σ over sessions and places p of i and q of j, 1 ≤ q - p ≤ window, of  r(q) / (q - p)
 *   W_ij    = c_ij / (Σ_j c_ij + λ)                          the k largest of i, ties by item id
 *   x(u, j) = Σ over the entries h of u's last session of  r(u,h)·γ^age(h)·W_hj
 * </pre>
 *
 * <p>Notation: {@code r} weight of a pair, {@code λ} shrinkage, {@code γ} memory, {@code age} 0 for
 * the newest entry, 1 for the one before, {@code k} neighbours. With a window of 1 and a memory of
 * 0 it is the first-order chain.
 *
 * <p>Departures. A person and an item are one pair, at the time of their last meeting: who looked
 * at an item five times is one step towards it. A session is what a person did with no pause longer
 * than {@code gap}. Of equal times, the smaller item number counts as the earlier. Without times
 * there is no order, and training is refused. A history's items are scored like all others.
 * Dislikes are left out by whoever makes the data.
 *
 * <p>Cost: time {@code pairs·window} and a sort of each item's successors; memory {@code 12·pairs}
 * bytes and {@code 12·items} a thread while training; the model is {@link
 * io.hindsight.scoring.sparse}'s. Scoring takes {@code k} steps for each of the {@code last}
 * entries. A new item is unknown until the next training.
 */
@NullMarked
package io.hindsight.scoring.markov;

import org.jspecify.annotations.NullMarked;
