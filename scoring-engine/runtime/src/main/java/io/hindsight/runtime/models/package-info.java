/** Where trained models are kept: files named by the hash of their content. */
@NullMarked
package io.hindsight.runtime.models;

import org.jspecify.annotations.NullMarked;
