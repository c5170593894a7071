/** JMH: parts in isolation. */
@NullMarked
package io.hindsight.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
