/** Items. */
@NullMarked
package io.hindsight.api.catalog;

import org.jspecify.annotations.NullMarked;
