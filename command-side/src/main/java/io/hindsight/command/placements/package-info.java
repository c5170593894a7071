/** Placements: where lists are shown, and by which rules. */
@NullMarked
package io.hindsight.command.placements;

import org.jspecify.annotations.NullMarked;
