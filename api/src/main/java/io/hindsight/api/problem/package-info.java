/**
 * What goes wrong, as RFC 9457 problem details: from a bad field up to what Tomcat itself refuses.
 */
@NullMarked
package io.hindsight.api.problem;

import org.jspecify.annotations.NullMarked;
