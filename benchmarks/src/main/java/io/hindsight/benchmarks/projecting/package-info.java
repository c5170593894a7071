/** Views against merely reading the log, and how fresh they are. */
@NullMarked
package io.hindsight.benchmarks.projecting;

import org.jspecify.annotations.NullMarked;
