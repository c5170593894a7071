/** Models, their training, versions and provenance. */
@NullMarked
package io.hindsight.contracts.models;

import org.jspecify.annotations.NullMarked;
