/** Forgetting interactions by type and age: deciding what is due, destroying keys, and receipts. */
@NullMarked
package io.hindsight.command.retention;

import org.jspecify.annotations.NullMarked;
