/** The same factorization by Spark. */
@NullMarked
package io.hindsight.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
