/**
 * How sure a figure is.
 *
 * <p>Intervals are Student's t over users: {@code mean ± t(1 - (1 - c) / 2, n - 1) · s / √n}. They
 * say what another sample of users from the same shop and time would give, and nothing of another
 * split or another training.
 *
 * <p>A figure {@code θ} of all lists together, such as coverage, is no mean over users, and no
 * bootstrap tells its error: a sample of users with replacement has only 63 % of them, and so shows
 * less of the catalogue. Its interval is by the jackknife (B. Efron and C. Stein, "The jackknife
 * estimate of variance", Annals of Statistics 9, 1981), around the figure itself:
 *
 * <pre>
 *   d_j   = θ − θ without user j
 *   d_jl  = what θ loses without both of j and l, beyond what it loses without each
 *   J     = (n − 1) / n · Σ_j (d_j − mean d)²
 *   V     = max(J − ½ Σ_jl d_jl², J / 2)
 *   θ ± t(1 - (1 - c) / 2, n - 1) · √V
 * </pre>
 *
 * <p>It holds what {@code n} other users would get on average: not what all users of the world
 * would. The mean of {@code J} is never below the variance (Efron and Stein): what hangs on two
 * users it counts twice, what hangs on three thrice. Subtracting {@code Σ d_jl²} once takes off too
 * much (for coverage the series goes on with alternating signs, and its noise grows), so half of it
 * is taken off, and half of {@code J} is always left. For Gini, {@code d_jl} is that of items with
 * at most four listers. Simulated, 93 to 99 % of intervals of 95 % hold, the more the fuller or the
 * more evenly shown the catalogue; where no item hangs on one user, such as at a coverage of 1, the
 * interval of coverage is a point.
 *
 * <p>Two models are compared on the same users: the paired t test, and the signed-rank test of
 * Wilcoxon (1945) for those who do not trust means. Figures of all lists together are compared by
 * the jackknife of their difference. Several comparisons are adjusted together (Holm 1979).
 */
@NullMarked
package io.hindsight.scoring.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
