/** From the wish to be forgotten to the signed receipt. */
@NullMarked
package io.hindsight.sagas.erasure;

import org.jspecify.annotations.NullMarked;
