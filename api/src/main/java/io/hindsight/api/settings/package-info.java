/** Limits of the API. */
@NullMarked
package io.hindsight.api.settings;

import org.jspecify.annotations.NullMarked;
