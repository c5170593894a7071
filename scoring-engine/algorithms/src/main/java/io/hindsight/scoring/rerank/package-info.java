/**
 * Re-rankers: what is done to a ranked list before it is shown.
 *
 * <p>{@link io.hindsight.scoring.rerank.Mmr} follows J. Carbonell and J. Goldstein, "The use of
 * MMR, diversity-based reranking for reordering documents and producing summaries", SIGIR 1998;
 * {@link io.hindsight.scoring.rerank.Calibration} H. Steck, "Calibrated recommendations", RecSys
 * 2018 (section 3; the greedy search is its section 3.3); {@link
 * io.hindsight.scoring.rerank.PopularityDiscount} H. Steck, "Item popularity and recommendation
 * accuracy", RecSys 2011; {@link io.hindsight.scoring.rerank.Objectives} is scalarisation, K.
 * Miettinen, "Nonlinear multiobjective optimization", 1999 (section 3.1); {@link
 * io.hindsight.scoring.rerank.BusinessRules} is what merchants ask for.
 *
 * <pre>
 *   MMR          argmax over i not in S of  λ·rel(i) − (1 − λ)·max over j in S of sim(i, j)
 *   calibration  argmax over i not in S of  (1 − λ)·rel(i) − λ·|S ∪ i|·KL(p, q(S ∪ i))
 *                KL(p, q) = Σ_g p(g)·ln(p(g) / (0.99·q(g) + 0.01·p(g)))
 *   objectives   Σ_o w_o·(v_o(i) − min v_o) / (max v_o − min v_o)
 *   compromise   argmax over i not in S of  objectives(i) − w_mmr·max over j in S of sim(i, j)
 *                                           − w_cal·|S ∪ i|·KL(p, q(S ∪ i))
 * </pre>
 *
 * <p>Notation: {@code S} what is picked already; {@code λ} for MMR {@code 1 − diversity}; {@code
 * p(g)} which part of a person's history is of kind {@code g}, {@code q(g)} which part of the list;
 * {@code v_o} what an item is worth to objective {@code o} of weight {@code w_o}, over the
 * candidates.
 *
 * <p>In a compromise relevance is one of the objectives, scaled to 0 to 1 like the others; by
 * itself, MMR and calibration divide it by the best candidate's.
 *
 * <p>Departures: relevance is divided by the best candidate's, so that it lives on the similarity's
 * and the divergence's scale; the divergence counts once for each item of the list, so that λ means
 * the same for lists of any length.
 *
 * <p>Cost for {@code k} candidates and {@code n} places: MMR {@code k·n} calls of the similarity;
 * calibration {@code k·n} times the kinds; a compromise both; the others a stable sort of the
 * candidates.
 */
@NullMarked
package io.hindsight.scoring.rerank;

import org.jspecify.annotations.NullMarked;
