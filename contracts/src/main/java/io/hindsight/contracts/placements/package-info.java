/** Where lists are shown, and by which rules. */
@NullMarked
package io.hindsight.contracts.placements;

import org.jspecify.annotations.NullMarked;
