/** What people told about themselves. */
@NullMarked
package io.hindsight.contracts.profiles;

import org.jspecify.annotations.NullMarked;
