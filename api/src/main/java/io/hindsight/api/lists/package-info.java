/** Lists of items. */
@NullMarked
package io.hindsight.api.lists;

import org.jspecify.annotations.NullMarked;
