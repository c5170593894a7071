/** REST at the edge: translates HTTP into commands and queries, and answers into JSON. */
@NullMarked
package io.hindsight.api;

import org.jspecify.annotations.NullMarked;
