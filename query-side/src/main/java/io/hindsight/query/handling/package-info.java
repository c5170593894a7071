/** How questions reach the code that answers them. */
@NullMarked
package io.hindsight.query.handling;

import org.jspecify.annotations.NullMarked;
