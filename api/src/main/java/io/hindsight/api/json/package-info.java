/** Reading JSON strictly, token by token, without losing the good records beside a bad one. */
@NullMarked
package io.hindsight.api.json;

import org.jspecify.annotations.NullMarked;
