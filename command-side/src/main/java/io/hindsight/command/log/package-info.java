/** The log on Axon's event storage: engines, names and revisions, stream heads, group commit. */
@NullMarked
package io.hindsight.command.log;

import org.jspecify.annotations.NullMarked;
