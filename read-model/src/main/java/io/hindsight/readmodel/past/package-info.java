/** The port through which views of earlier moments are had. */
@NullMarked
package io.hindsight.readmodel.past;

import org.jspecify.annotations.NullMarked;
