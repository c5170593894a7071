/** {@code hindsight evaluate}: reads data sets, has models measured, and shows what was found. */
@NullMarked
package io.hindsight.app.evaluation;

import org.jspecify.annotations.NullMarked;
