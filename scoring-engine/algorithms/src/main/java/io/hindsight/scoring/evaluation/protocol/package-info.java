/**
 * What is learned from and what is tested on.
 *
 * <ul>
 *   <li>Leave-last-out, and one positive among sampled negatives: X. He, L. Liao, H. Zhang, L. Nie,
 *       X. Hu, T. Chua, "Neural collaborative filtering", WWW 2017, section 4.1. Why the latter
 *       must not be used to choose a model: W. Krichene and S. Rendle, "On sampled metrics for item
 *       recommendation", KDD 2020.
 *   <li>Strong generalisation: D. Liang, R. Krishnan, M. Hoffman, T. Jebara, "Variational
 *       autoencoders for collaborative filtering", WWW 2018, section 4.1: held-out users, 80 % of
 *       whose items are folded in. A user with fewer than 5 known items is not tested.
 *   <li>Given train and test files: as with X. He et al., "LightGCN", SIGIR 2020.
 * </ul>
 *
 * <p>In every protocol a person is folded in from their history, the person's items are no
 * candidates, and all other items of the training part are, except where candidates are sampled.
 *
 * <p>Memory: 8 bytes for each pair of a tested user's history, beside the training data.
 */
@NullMarked
package io.hindsight.scoring.evaluation.protocol;

import org.jspecify.annotations.NullMarked;
