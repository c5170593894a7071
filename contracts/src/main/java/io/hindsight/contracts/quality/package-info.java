/** What was wrong with what came in. */
@NullMarked
package io.hindsight.contracts.quality;

import org.jspecify.annotations.NullMarked;
