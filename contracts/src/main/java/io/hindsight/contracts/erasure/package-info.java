/** The right to be forgotten: how a person is erased, step by step, and how that is proven. */
@NullMarked
package io.hindsight.contracts.erasure;

import org.jspecify.annotations.NullMarked;
