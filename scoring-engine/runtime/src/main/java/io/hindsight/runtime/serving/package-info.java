/**
 * The state that lists are computed from: a deterministic fold of the log, held in memory.
 *
 * <p>{@link io.hindsight.runtime.serving.ServingFold} takes events in the order of the log and
 * yields immutable {@link io.hindsight.runtime.serving.ServingSnapshot}s. {@link
 * io.hindsight.runtime.serving.ServingProcessor} feeds it from the log, {@link
 * io.hindsight.runtime.serving.PersonStates} adds what one person did, and {@link
 * io.hindsight.runtime.serving.Refold} makes the same states again from the log alone.
 *
 * <p>Items are dense ints in the order in which the log first names them. The numbering never
 * changes, so an int that was valid once stays valid.
 */
@NullMarked
package io.hindsight.runtime.serving;

import org.jspecify.annotations.NullMarked;
