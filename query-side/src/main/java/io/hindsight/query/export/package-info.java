/** Everything about one person, for that person. */
@NullMarked
package io.hindsight.query.export;

import org.jspecify.annotations.NullMarked;
