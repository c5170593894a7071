/** Forgetting interactions by their type and age. */
@NullMarked
package io.hindsight.contracts.retention;

import org.jspecify.annotations.NullMarked;
