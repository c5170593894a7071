/** Trains and measures several models on the same splits, and sums up what was found. */
@NullMarked
package io.hindsight.scoring.evaluation.report;

import org.jspecify.annotations.NullMarked;
