/** What people allow to be done with what is known of them. */
@NullMarked
package io.hindsight.contracts.consent;

import org.jspecify.annotations.NullMarked;
