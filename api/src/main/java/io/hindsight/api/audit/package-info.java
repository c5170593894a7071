/** What auditors ask. */
@NullMarked
package io.hindsight.api.audit;

import org.jspecify.annotations.NullMarked;
