/**
 * What another policy would have earned, told from what one policy showed and with which
 * probability.
 *
 * <ul>
 *   <li>IPS, clipped IPS: D. Horvitz and D. Thompson, JASA 1952; L. Bottou et al., "Counterfactual
 *       reasoning and learning systems", JMLR 14, 2013, section 4.
 *   <li>Self-normalised IPS: A. Swaminathan and T. Joachims, NIPS 2015, equation 11.
 *   <li>Doubly robust, and self-normalised: M. Dudík, J. Langford, L. Li, ICML 2011, equation 2; P.
 *       Thomas and E. Brunskill, ICML 2016.
 *   <li>Switch-DR: Y.-X. Wang, A. Agarwal, M. Dudík, ICML 2017, equation 5.
 *   <li>DR with optimistic shrinkage: Y. Su, M. Dimakopoulou, A. Krishnamurthy, M. Dudík, ICML
 *       2020, section 4.2.
 * </ul>
 *
 * <pre>
 *   w   = π(a) / b(a)          DM      mean v
 *   v   = Σ_a π(a)·q(a)        DR      mean (v + w·(r - q))
 *   IPS     mean w·r           SNDR    mean v + Σ w·(r - q) / Σ w
 *   clipped mean min(w, M)·r   Switch  mean (v + [w ≤ τ]·w·(r - q))
 *   SNIPS   Σ w·r / Σ w        DRos    mean (v + λw / (w² + λ)·(r - q))
 * </pre>
 *
 * <p>Notation: {@code π} the target policy, {@code b} the logging one, {@code r} the reward, {@code
 * q} the reward model's guess for what was shown, each round's by a model of the other folds.
 *
 * <p>Intervals are Student's t over rounds; of the quotients, by their linearisation (delta
 * method); of the direct method, by a bootstrap that fits the reward model anew, since its rounds
 * say nothing of the model's own error. Switch-DR and DRos have the margin of DR: what they leave
 * to a model of means errs as the rounds would that it was left to. They know nothing of bias:
 * clipping pulls towards less, and the reward model may be wrong.
 *
 * <p>A target policy that is known by a log alone is its frequencies there. The two logs may be one
 * or share rounds: both are cut into the same folds, and a round's weight is by the frequencies of
 * the other folds. That log's own error, {@code √Σ (p/p'·(q(a) - v))² / n'} with {@code p} a cell's
 * share of the one and {@code p'} of the other, widens each interval.
 *
 * <p>Cost: one pass for each estimator; the bootstrap fits {@code resamples} models. Memory: five
 * doubles a round.
 */
@NullMarked
package io.hindsight.scoring.evaluation.offpolicy;

import org.jspecify.annotations.NullMarked;
