/** Erasing people, and the proof of it. */
@NullMarked
package io.hindsight.api.erasures;

import org.jspecify.annotations.NullMarked;
