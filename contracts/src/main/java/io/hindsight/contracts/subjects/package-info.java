/** Persons behind subjects, and the text that only their key opens. */
@NullMarked
package io.hindsight.contracts.subjects;

import org.jspecify.annotations.NullMarked;
