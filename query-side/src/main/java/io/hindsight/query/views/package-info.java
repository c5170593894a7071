/** Questions that a view answers: look up, shape, and say up to where the log had been seen. */
@NullMarked
package io.hindsight.query.views;

import org.jspecify.annotations.NullMarked;
