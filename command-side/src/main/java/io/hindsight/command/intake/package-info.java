/**
 * Intake of facts: judged one by one without I/O, then appended together. Concurrent callers share
 * a commit.
 */
@NullMarked
package io.hindsight.command.intake;

import org.jspecify.annotations.NullMarked;
