/** Models of an algorithm: one training at a time, versions, and which of them serves. */
@NullMarked
package io.hindsight.command.models;

import org.jspecify.annotations.NullMarked;
