/** The public HTTP API as seen from a command: what the import and the demo speak through. */
@NullMarked
package io.hindsight.app.client;

import org.jspecify.annotations.NullMarked;
