/**
 * Persons and their keys, in a store of their own that is committed before the log. Destroying a
 * row here makes everything personal about its subject unreadable, wherever copies of it lie.
 */
@NullMarked
package io.hindsight.command.keys;

import org.jspecify.annotations.NullMarked;
