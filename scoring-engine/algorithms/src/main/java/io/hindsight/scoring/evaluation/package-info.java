/**
 * How well models recommend what people took later: data sets, protocols, metrics, statistics,
 * search of settings, and what logged lists say about lists that were never shown.
 */
@NullMarked
package io.hindsight.scoring.evaluation;

import org.jspecify.annotations.NullMarked;
