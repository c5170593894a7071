/** The projections: for each view, how events change its rows. */
@NullMarked
package io.hindsight.projections.views;

import org.jspecify.annotations.NullMarked;
