/** Views in memory, for states that are looked at once and thrown away. */
@NullMarked
package io.hindsight.readmodel.memory;

import org.jspecify.annotations.NullMarked;
