/** How a command starts a server in its own process. */
@NullMarked
package io.hindsight.app.launch;

import org.jspecify.annotations.NullMarked;
