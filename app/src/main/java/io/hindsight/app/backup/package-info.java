/** Copies of a data directory that a server may be using meanwhile. */
@NullMarked
package io.hindsight.app.backup;

import org.jspecify.annotations.NullMarked;
