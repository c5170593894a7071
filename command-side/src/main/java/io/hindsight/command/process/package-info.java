/**
 * What processes that outlive a request need: their store (process.db), their deadlines, and the
 * bus their commands travel on.
 */
@NullMarked
package io.hindsight.command.process;

import org.jspecify.annotations.NullMarked;
