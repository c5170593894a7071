/** Models and trainings. */
@NullMarked
package io.hindsight.api.models;

import org.jspecify.annotations.NullMarked;
