/** Questions as of an earlier moment. */
@NullMarked
package io.hindsight.query.past;

import org.jspecify.annotations.NullMarked;
