/** What is kept how long. */
@NullMarked
package io.hindsight.api.retention;

import org.jspecify.annotations.NullMarked;
