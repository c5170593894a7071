/** From the wish for a model to the model that serves. */
@NullMarked
package io.hindsight.sagas.training;

import org.jspecify.annotations.NullMarked;
