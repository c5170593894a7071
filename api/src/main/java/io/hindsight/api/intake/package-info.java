/** Interactions in: one, many, or a stream of them. */
@NullMarked
package io.hindsight.api.intake;

import org.jspecify.annotations.NullMarked;
