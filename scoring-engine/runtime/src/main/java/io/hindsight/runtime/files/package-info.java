/** Files that are there whole or not at all. */
@NullMarked
package io.hindsight.runtime.files;

import org.jspecify.annotations.NullMarked;
