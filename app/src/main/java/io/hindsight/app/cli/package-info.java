/** The command line. */
@NullMarked
package io.hindsight.app.cli;

import org.jspecify.annotations.NullMarked;
