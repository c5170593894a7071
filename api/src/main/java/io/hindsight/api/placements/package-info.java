/** Placements. */
@NullMarked
package io.hindsight.api.placements;

import org.jspecify.annotations.NullMarked;
