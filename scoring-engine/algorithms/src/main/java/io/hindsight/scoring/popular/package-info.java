/**
 * The same for everybody: what most people have. A baseline, to compare others with.
 *
 * <pre>
 *   x(u, j) = Σ_v r(v,j)
 * </pre>
 *
 * <p>{@code r(v,j)} is the weight of a pair. It asks for no history, gives no reasons and knows no
 * similar items. Time and memory: one step a pair, 4 bytes an item.
 */
@NullMarked
package io.hindsight.scoring.popular;

import org.jspecify.annotations.NullMarked;
