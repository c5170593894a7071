/** What people were shown. */
@NullMarked
package io.hindsight.api.impressions;

import org.jspecify.annotations.NullMarked;
