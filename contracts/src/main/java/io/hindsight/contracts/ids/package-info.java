/** Typed identifiers. */
@NullMarked
package io.hindsight.contracts.ids;

import org.jspecify.annotations.NullMarked;
