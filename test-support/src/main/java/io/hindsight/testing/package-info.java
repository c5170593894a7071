/** Stand-ins for the mishaps of a network. */
@NullMarked
package io.hindsight.testing;

import org.jspecify.annotations.NullMarked;
