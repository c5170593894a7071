package io.hindsight.scoring.evaluation.search;

import io.hindsight.scoring.evaluation.report.ModelSpec;
import io.hindsight.scoring.evaluation.statistics.Estimate;

/**
 * A candidate that was tried.
 *
 * @param rung 0 for the first; the last is trained on all users
 * @param candidate its number, in the order of drawing
 */
public record Trial(int rung, int candidate, ModelSpec spec, Estimate quality) {}
