/**
 * Runs projections: one thread a view, rows and position written together, rebuilds beside the live
 * view.
 */
@NullMarked
package io.hindsight.projections.processing;

import org.jspecify.annotations.NullMarked;
