/** What nodes send one another. */
@NullMarked
package io.hindsight.contracts.routing;

import org.jspecify.annotations.NullMarked;
