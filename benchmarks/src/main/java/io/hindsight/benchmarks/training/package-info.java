/** How long models take to train, and to fold a person in. */
@NullMarked
package io.hindsight.benchmarks.training;

import org.jspecify.annotations.NullMarked;
