/** What people were shown, and by which chance. */
@NullMarked
package io.hindsight.contracts.impressions;

import org.jspecify.annotations.NullMarked;
