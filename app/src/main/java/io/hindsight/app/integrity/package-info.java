/** Checks of the log's seals from the command line, with a server or without one. */
@NullMarked
package io.hindsight.app.integrity;

import org.jspecify.annotations.NullMarked;
