/** Views of earlier moments, folded from the log by the projections of the live ones. */
@NullMarked
package io.hindsight.projections.past;

import org.jspecify.annotations.NullMarked;
