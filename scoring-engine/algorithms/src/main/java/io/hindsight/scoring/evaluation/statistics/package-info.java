/**
 * How sure a figure is.
 *
 * <p>Intervals are Student's t over users: {@code mean ± t(1 - (1 - c) / 2, n - 1) · s / √n}. They
 * say what another sample of users from the same shop and time would give, and nothing of another
 * split or another training.
 *
 * <p>Two models are compared on the same users: the paired t test, and the signed-rank test of
 * Wilcoxon (1945) for those who do not trust means. Several comparisons are adjusted together (Holm
 * 1979).
 */
@NullMarked
package io.hindsight.scoring.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
