/**
 * The log's seals: that nothing in it was altered, dropped, moved or put in later can be shown to
 * somebody who trusts neither this program nor its operator, but only a public key.
 */
@NullMarked
package io.hindsight.command.seal;

import org.jspecify.annotations.NullMarked;
