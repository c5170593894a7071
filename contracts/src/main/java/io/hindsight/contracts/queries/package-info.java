/** Questions and their answers. */
@NullMarked
package io.hindsight.contracts.queries;

import org.jspecify.annotations.NullMarked;
