/**
 * What a recommender's pipeline knows of a model. Items are dense ints inside; ids are strings at
 * the edge.
 */
@NullMarked
package io.hindsight.scoring.model;

import org.jspecify.annotations.NullMarked;
