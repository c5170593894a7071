/** Views in a MongoDB of their own, for installations that keep them on a server. */
@NullMarked
package io.hindsight.readmodel.mongodb;

import org.jspecify.annotations.NullMarked;
