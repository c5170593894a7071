/** Computes served lists again, from their receipts and the log. */
@NullMarked
package io.hindsight.query.reproduction;

import org.jspecify.annotations.NullMarked;
