/**
 * Bayesian personalised ranking: matrix factorisation that puts what a person has above what they
 * have not.
 *
 * <p>S. Rendle, C. Freudenthaler, Z. Gantner, L. Schmidt-Thieme, "BPR: Bayesian personalized
 * ranking from implicit feedback", UAI 2009 (criterion and learning, sections 4.1 and 4.2; matrix
 * factorisation, section 4.3.1). The blocks that no two threads share are those of R. Gemulla, E.
 * Nijkamp, P. Haas, Y. Sismanis, "Large-scale matrix factorization with distributed stochastic
 * gradient descent", KDD 2011 (section 4).
 *
 * <pre>
 *   max Σ over u, i that u has, j that u has not of  w_ui·ln σ(x(u,i) - x(u,j)) - λ·(‖x_u‖² + ‖y‖²) / 2
 *   x(u, j) = y_j·x_u + b_j
 * </pre>
 *
 * <p>Notation: {@code σ(z) = 1 / (1 + e^-z)}, {@code x_u} and {@code y_j} vectors of d factors,
 * {@code b_j} an item's bias, {@code w} the weight of a pair over the mean of all weights, {@code
 * λ} regularisation.
 *
 * <p>Departures. No thread writes where another one reads: in each epoch, users and items are dealt
 * into {@value io.hindsight.scoring.bpr.BprTrainer#BLOCKS} blocks each, and at a time a thread has
 * one of each. A negative item is drawn from the block of its positive one, and all draws are
 * functions of seed, epoch and place; so the bytes are the same on any number of threads.
 *
 * <p>A model holds items only. A person is folded in by a stated number of passes of the same
 * gradient steps over their history, the items standing still and the vector beginning at 0. The
 * vector is a sum of steps, each of which an entry of the history made: so a score is taken apart
 * by entries, but for the item's bias. Dislikes are left out by whoever makes the data. A new item
 * is unknown until the next training.
 *
 * <p>Cost: {@code 12·d} operations a pair and epoch, {@code 4·d·(users + items)} bytes; a model has
 * {@code 4·(d + 1)·items} bytes. A fold-in takes {@code 6·d} operations for each entry and pass,
 * and scoring {@code 2·d·items}.
 */
@NullMarked
package io.hindsight.scoring.bpr;

import org.jspecify.annotations.NullMarked;
