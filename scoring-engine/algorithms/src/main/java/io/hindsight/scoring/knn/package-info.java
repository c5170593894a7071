/**
 * Item-based nearest neighbours.
 *
 * <p>B. Sarwar, G. Karypis, J. Konstan, J. Riedl, "Item-based collaborative filtering
 * recommendation algorithms", WWW 2001 (cosine similarity, section 3.1.1); M. Deshpande and G.
 * Karypis, "Item-based top-N recommendation algorithms", ACM TOIS 22(1), 2004 (the model of k
 * neighbours an item, section 4.1, and applying it to a basket, section 4.2); R. Bell and Y. Koren,
 * "Improved neighborhood-based collaborative filtering", KDD Cup 2007 (shrinkage, section 2.2).
 *
 * <pre>
 *   s(i, j) = Σ_u r(u,i)·r(u,j) / (‖r(·,i)‖·‖r(·,j)‖) · n(i,j) / (n(i,j) + λ)
 *   N(i)    = the k items j ≠ i with the largest s(i, j), ties by item id
 *   x(u, j) = Σ over i in u's history with j in N(i) of  r(u,i)·s(i, j)    neighboursOf=history
 *   x(u, j) = Σ over i in u's history with i in N(j) of  r(u,i)·s(i, j)    neighboursOf=candidate
 * </pre>
 *
 * <p>Notation: {@code r(u,i)} weight of a pair, {@code n(i,j)} how many people have both, {@code λ}
 * shrinkage, {@code k} neighbours.
 *
 * <p>The first sum is Deshpande and Karypis' (section 4.2), the second the numerator of Sarwar et
 * al. (section 3.2.1) without ratings to divide by, and what is mostly published as item-kNN. It
 * keeps popular items, which are near many others, from being in most lists.
 *
 * <p>Two settings change what is compared. {@code similarity=jaccard}: in place of the cosine the
 * number of people who have both over the number who have either. {@code weighting}: in place of
 * {@code r(u,i)}, before anything else, the weights of {@link io.hindsight.scoring.knn.Weighting},
 * as in the okapi weighting of texts (S. Robertson, S. Walker et al., "Okapi at TREC-3", 1994),
 * where {@code idf(u) = ln(1 + items/n_u)}, {@code d_i} is the sum of an item's weights, {@code d̄}
 * the mean of these, {@code k₁ = 1.2} and {@code b = 0.75}. A history's weights stay as they are.
 * Where all weights are equal, BM25 is TF-IDF: they differ by a factor for each item, and a cosine
 * does not see it.
 *
 * <p>Departures. Weights are rounded to whole multiples of a power of two, as fine as 62 bits hold
 * the sums: then every sum is exact and neither the order of users nor of threads can change a bit.
 * For up to a million people the rounding is below 10⁻⁶ of the largest weight. People with more
 * items than a limit are left out, for they say little and cost the square of their number.
 * Neighbourhoods are not normalised to unit length (Deshpande and Karypis, section 4.1.3).
 *
 * <p>Cost: time {@code Σ_u n_u²} for {@code n_u} items of a person, twice what symmetry would
 * allow, so that each item is computed by itself; memory {@code 16·items} bytes a thread while
 * training, and {@code 8·k·items} bytes for the model, twice that in memory with the neighbours of
 * candidates. Scoring takes {@code k} steps for each entry of the history, with those of candidates
 * on average.
 */
@NullMarked
package io.hindsight.scoring.knn;

import org.jspecify.annotations.NullMarked;
