/** Brings data sets in through the public HTTP API. */
@NullMarked
package io.hindsight.app.importing;

import org.jspecify.annotations.NullMarked;
