/**
 * Re-rankers: what is done to a ranked list before it is shown.
 *
 * <p>{@link io.hindsight.scoring.rerank.Mmr} follows J. Carbonell and J. Goldstein, "The use of
 * MMR, diversity-based reranking for reordering documents and producing summaries", SIGIR 1998:
 *
 * <pre>  argmax over i not in S of  λ·rel(i) − (1 − λ)·max over j in S of sim(i, j)</pre>
 *
 * <p>Notation: {@code S} what is picked already, {@code λ} here {@code 1 − diversity}. Departure:
 * relevance is divided by the best candidate's, so that it lives on the similarity's scale.
 *
 * <p>Cost: {@code candidates × n} calls of the similarity, two doubles of memory a candidate.
 */
@NullMarked
package io.hindsight.scoring.rerank;

import org.jspecify.annotations.NullMarked;
