/** Erasing people: asking for it, destroying their keys, and seeing every step through. */
@NullMarked
package io.hindsight.command.erasure;

import org.jspecify.annotations.NullMarked;
