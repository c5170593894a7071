/**
 * Takes data out of a server, in files that others read: nobody is locked in. What is exported
 * comes from the log, through the auditors' stream of events.
 */
@NullMarked
package io.hindsight.app.exporting;

import org.jspecify.annotations.NullMarked;
