/** The log about itself: how it was sealed, and who looked at what. */
@NullMarked
package io.hindsight.contracts.audit;

import org.jspecify.annotations.NullMarked;
