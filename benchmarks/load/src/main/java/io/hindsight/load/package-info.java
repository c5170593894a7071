/** Gatling's side of the serving benchmark. */
@NullMarked
package io.hindsight.load;

import org.jspecify.annotations.NullMarked;
