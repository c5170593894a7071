/** Ports of the view stores: what a view is, how it is read, written, rebuilt and switched. */
@NullMarked
package io.hindsight.readmodel.store;

import org.jspecify.annotations.NullMarked;
