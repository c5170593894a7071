/** What models learn from: who was drawn to what, and how much. */
@NullMarked
package io.hindsight.scoring.data;

import org.jspecify.annotations.NullMarked;
