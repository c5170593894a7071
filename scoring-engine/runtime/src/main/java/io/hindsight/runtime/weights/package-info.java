/** What an interaction says about a taste, in numbers. */
@NullMarked
package io.hindsight.runtime.weights;

import org.jspecify.annotations.NullMarked;
