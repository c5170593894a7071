/** The log: positions, facts, and the registry of names. */
@NullMarked
package io.hindsight.contracts.log;

import org.jspecify.annotations.NullMarked;
