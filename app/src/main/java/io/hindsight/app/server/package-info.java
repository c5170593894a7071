/** The server: which part is made of what, and in which order it starts. Wiring only. */
@NullMarked
package io.hindsight.app.server;

import org.jspecify.annotations.NullMarked;
