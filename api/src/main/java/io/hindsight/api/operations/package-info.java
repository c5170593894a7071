/** How the views are doing. */
@NullMarked
package io.hindsight.api.operations;

import org.jspecify.annotations.NullMarked;
