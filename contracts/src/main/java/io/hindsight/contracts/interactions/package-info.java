/** What people did. */
@NullMarked
package io.hindsight.contracts.interactions;

import org.jspecify.annotations.NullMarked;
