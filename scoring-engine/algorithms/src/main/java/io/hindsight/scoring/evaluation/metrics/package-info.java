/**
 * What is measured of lists, person by person.
 *
 * <pre>
 *   precision@k   hits / k
 *   recall@k      hits / |test|, or hits / min(k, |test|): the protocol says which
 *   hr@k          1 if there is a hit
 *   mrr@k         1 / rank of the first hit, 0 beyond k
 *   map@k         Σ over hits at rank r of precision@r, / min(k, |test|)
 *   ndcg@k        Σ over hits at rank r of 1 / log2(r + 1), / the same of an ideal list
 *   auc           share of pairs of a test item and another item of the catalogue that the user has
 *                 not, which stand the right way round; a tie is half a pair
 *   logloss       mean of -ln p over test items and of -ln (1 - p) over as many items drawn from those
 *                 that the user has not; p = 1 / (1 + exp(-(a + b·score))) with a and b fitted to the other
 *                 half of the users (Platt 1999); no score counts as 0. ln 2 = 0.693 is guessing; less
 *                 is better
 *   novelty@k     mean of -log2 of the share of training users who have the item (Vargas and Castells,
 *                 RecSys 2011)
 *   diversity@k   mean of 1 - cosine over pairs of the list, on training users (Ziegler et al., WWW 2005)
 *   calibration@k KL divergence of the list's groups from the history's, 0.01 of the latter mixed in
 *                 (Steck, RecSys 2018, equations 2, 3, 4 and 6, natural logarithm); less is better
 *   age@k         mean of how many days sooner an item was first met than the newest one, where times are
 *                 known; less is fresher
 *   margin@k      mean of what is earned with an item of the list, where --margins tells it
 *   earned@k      Σ over hits of the item's margin: what the list would have earned of what was bought
 *   coverage@k    share of the catalogue that stands in at least one list
 *   gini@k        of how often each item of the catalogue is listed; 0 is even, 1 is one item
 * </pre>
 *
 * <p>The catalogue is what the training part has. Equal scores stand in the order of item ids;
 * items without a score are not listed. Cost for each user: one scoring, one pass over the scored
 * items, {@code n log |test|} more for the area under the curve; memory for each thread 9 bytes an
 * item, for all 8 bytes for each user and metric.
 */
@NullMarked
package io.hindsight.scoring.evaluation.metrics;

import org.jspecify.annotations.NullMarked;
