/** Speed of the whole, as ratios: both sides of each measured in one run, in turns. */
@NullMarked
package io.hindsight.benchmarks;

import org.jspecify.annotations.NullMarked;
