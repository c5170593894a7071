/** How far estimates of a policy that was not shown can be trusted. */
@NullMarked
package io.hindsight.benchmarks.offpolicy;

import org.jspecify.annotations.NullMarked;
