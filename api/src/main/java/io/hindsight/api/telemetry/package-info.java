/** What is told about requests beyond their answers. */
@NullMarked
package io.hindsight.api.telemetry;

import org.jspecify.annotations.NullMarked;
