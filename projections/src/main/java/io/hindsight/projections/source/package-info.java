/** One reading of the log for everybody who follows it. */
@NullMarked
package io.hindsight.projections.source;

import org.jspecify.annotations.NullMarked;
