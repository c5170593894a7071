/** Features of users and items. */
@NullMarked
package io.hindsight.api.features;

import org.jspecify.annotations.NullMarked;
