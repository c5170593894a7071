/**
 * What a model holds, as text for other tools: comma-separated values with a header, fields with a
 * comma, quote or line break in quotes (RFC 4180), numbers as Java writes the float, so that
 * reading them back gives the same bits.
 */
@NullMarked
package io.hindsight.scoring.export;

import org.jspecify.annotations.NullMarked;
