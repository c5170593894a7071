/** Views in one SQLite file: the embedded default. */
@NullMarked
package io.hindsight.readmodel.sqlite;

import org.jspecify.annotations.NullMarked;
