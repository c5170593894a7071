/** Answers auditors, from the log. */
@NullMarked
package io.hindsight.query.audit;

import org.jspecify.annotations.NullMarked;
