/** What it costs that the log is sealed, and that personal text in it is encrypted. */
@NullMarked
package io.hindsight.benchmarks.sealing;

import org.jspecify.annotations.NullMarked;
