/** What can be recommended. */
@NullMarked
package io.hindsight.contracts.catalog;

import org.jspecify.annotations.NullMarked;
