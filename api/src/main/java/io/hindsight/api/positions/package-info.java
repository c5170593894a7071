/** Read your writes: positions carried by the client, and those remembered here. */
@NullMarked
package io.hindsight.api.positions;

import org.jspecify.annotations.NullMarked;
