/** Logged interactions as an evaluation splits them: distinct pairs in flat arrays. */
@NullMarked
package io.hindsight.scoring.evaluation.data;

import org.jspecify.annotations.NullMarked;
