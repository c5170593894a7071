/** A generated shop, and the demo that feeds it to a server. */
@NullMarked
package io.hindsight.app.demo;

import org.jspecify.annotations.NullMarked;
