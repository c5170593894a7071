/** What people allow: changed by them, and kept to by everybody. */
@NullMarked
package io.hindsight.command.consent;

import org.jspecify.annotations.NullMarked;
