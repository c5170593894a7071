/** How good lists are, on real ratings. */
@NullMarked
package io.hindsight.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
