/**
 * Finds good settings on a validation part: what is tested on in the end is never looked at.
 *
 * <ul>
 *   <li>Random search: J. Bergstra and Y. Bengio, JMLR 13, 2012.
 *   <li>Successive halving: Z. Karnin, T. Koren, O. Somekh, ICML 2013; K. Jamieson and A.
 *       Talwalkar, AISTATS 2016, algorithm 1. What is spent is training users: a candidate learns
 *       first from {@code η^-(rungs-1)} of them, and the best of each rung, one in {@code η = 3},
 *       from {@code η} times as many.
 * </ul>
 *
 * <p>Candidates are drawn before anything is trained, each from a stream of its own, so that the
 * same seed tries the same ones wherever a search was broken off. The best has the highest NDCG; of
 * equals, the first drawn. A journal keeps each trial as soon as it ends.
 */
@NullMarked
package io.hindsight.scoring.evaluation.search;

import org.jspecify.annotations.NullMarked;
