package io.hindsight.app.importing;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a part of a data set from its beginning; the same rows in the same order each time. */
interface RowReader extends Closeable {
  /** Null at the end. */
  @Nullable Row next() throws IOException;
}
