package io.hindsight.app.importing;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data set to be brought in.
 *
 * @param title for people
 * @param settings how its rows are read: another reading of the same file is another import
 * @param parts in the order in which they are sent: the catalog before what was done with it
 * @param notes to be shown before it begins
 * @param archive to be closed at the end, where the files lie in one
 */
public record DataSet(
    String title,
    String settings,
    List<Part> parts,
    List<String> notes,
    @Nullable Closeable archive)
    implements Closeable {
  public DataSet {
    parts = List.copyOf(parts);
    notes = List.copyOf(notes);
  }

  @Override
  public void close() throws IOException {
    if (archive != null) {
      archive.close();
    }
  }
}
