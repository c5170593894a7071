/** Commands that bring facts in, and what they answer. */
@NullMarked
package io.hindsight.contracts.intake;

import org.jspecify.annotations.NullMarked;
