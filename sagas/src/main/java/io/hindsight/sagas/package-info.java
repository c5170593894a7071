/** Long-running processes: event in, command out. */
@NullMarked
package io.hindsight.sagas;

import org.jspecify.annotations.NullMarked;
