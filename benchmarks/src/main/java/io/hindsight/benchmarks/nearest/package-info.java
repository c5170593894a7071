/** How long the best of many items take to find. */
@NullMarked
package io.hindsight.benchmarks.nearest;

import org.jspecify.annotations.NullMarked;
