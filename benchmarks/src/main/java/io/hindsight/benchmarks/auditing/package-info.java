/** What it costs to ask about the past. */
@NullMarked
package io.hindsight.benchmarks.auditing;

import org.jspecify.annotations.NullMarked;
