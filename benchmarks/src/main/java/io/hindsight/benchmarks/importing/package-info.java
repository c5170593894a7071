/** Durable import against bare appends of the same messages. */
@NullMarked
package io.hindsight.benchmarks.importing;

import org.jspecify.annotations.NullMarked;
