/** How a server grows with what is in it. */
@NullMarked
package io.hindsight.benchmarks.growing;

import org.jspecify.annotations.NullMarked;
