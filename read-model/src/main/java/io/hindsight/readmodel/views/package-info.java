/**
 * Shapes of the views. A row holds what a question needs, so that it is answered without the log.
 */
@NullMarked
package io.hindsight.readmodel.views;

import org.jspecify.annotations.NullMarked;
