/** From the start of the process to readiness. */
@NullMarked
package io.hindsight.benchmarks.starting;

import org.jspecify.annotations.NullMarked;
