/** What was served: receipts. */
@NullMarked
package io.hindsight.contracts.serving;

import org.jspecify.annotations.NullMarked;
