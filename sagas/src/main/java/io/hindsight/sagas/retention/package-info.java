/** From forgotten interactions to the signed receipt. */
@NullMarked
package io.hindsight.sagas.retention;

import org.jspecify.annotations.NullMarked;
