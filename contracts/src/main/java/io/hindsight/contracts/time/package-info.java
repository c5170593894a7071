/**
 * Sources of what would otherwise differ from run to run. Time itself is a {@link
 * java.time.InstantSource}.
 */
@NullMarked
package io.hindsight.contracts.time;

import org.jspecify.annotations.NullMarked;
