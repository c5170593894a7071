/** The only {@code main}. */
@NullMarked
package io.hindsight.app;

import org.jspecify.annotations.NullMarked;
