/** The API's own description. */
@NullMarked
package io.hindsight.api.docs;

import org.jspecify.annotations.NullMarked;
