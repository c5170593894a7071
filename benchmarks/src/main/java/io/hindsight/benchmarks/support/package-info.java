/** Processes, load and figures for the benchmarks. */
@NullMarked
package io.hindsight.benchmarks.support;

import org.jspecify.annotations.NullMarked;
