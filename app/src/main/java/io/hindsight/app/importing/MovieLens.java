package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Recognizes which of MovieLens' layouts lies at a path. */
public final class MovieLens {
  private MovieLens() {}

  /**
   * @param path a directory, the file of ratings in one, or the archive as downloaded
   */
  public static DataSet open(Path path) throws IOException {
    TextFiles.require(path);
    if (Files.isDirectory(path)) {
      return in(path, path, null);
    }
    if (path.toString().endsWith(".zip")) {
      FileSystem archive = FileSystems.newFileSystem(path);
      try {
        return in(onlyDirectory(archive.getPath("/")), path, archive);
      } catch (IOException | RuntimeException e) {
        archive.close();
        throw e;
      }
    }
    Path directory = path.toAbsolutePath().getParent();
    return in(directory == null ? path : directory, path, null);
  }

  /** Whether there is one of the layouts. */
  public static boolean isAt(Path path) throws IOException {
    try (DataSet _ = open(path)) {
      return true;
    } catch (CommandFailed e) {
      return false;
    }
  }

  /** Each item's categories, where the data set has a catalog. */
  public static Map<String, List<String>> categories(DataSet set) throws IOException {
    Map<String, List<String>> categories = new HashMap<>();
    for (Part part : set.parts()) {
      if (part.target() == Part.Target.ITEMS) {
        try (RowReader rows = part.opener().open("")) {
          for (Row row = rows.next(); row != null; row = rows.next()) {
            if (row instanceof Row.Ready(long line, ObjectNode record)) {
              List<String> own = new ArrayList<>();
              record.path("categories").forEach(category -> own.add(category.asString()));
              categories.put(record.path("itemId").asString(), own);
            }
          }
        }
      }
    }
    return categories;
  }

  /** The ratings of a data set that is open. */
  public static InteractionTable ratings(DataSet set) throws IOException {
    for (Part part : set.parts()) {
      if (part.target() == Part.Target.INTERACTIONS) {
        return InteractionTable.ratings(part.file());
      }
    }
    throw new IllegalStateException(set.title() + " without ratings");
  }

  private static DataSet in(Path directory, Path asked, @Nullable Closeable archive)
      throws IOException {
    Path file = TextFiles.find(directory, "u.data");
    if (file != null) {
      return MovieLens100k.open(directory, file, archive);
    }
    file = TextFiles.find(directory, "ratings.dat");
    if (file != null) {
      return MovieLensDat.open(directory, file, archive);
    }
    file = TextFiles.find(directory, "ratings.csv");
    if (file != null) {
      return MovieLensCsv.open(directory, file, archive);
    }
    throw new CommandFailed(
        "there is no MovieLens data at " + asked,
        "give a directory with u.data, ratings.dat or ratings.csv (each may end in .gz), or a .zip"
            + " of one");
  }

  private static Path onlyDirectory(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      List<Path> found = entries.toList();
      return found.size() == 1 && Files.isDirectory(found.getFirst()) ? found.getFirst() : root;
    }
  }
}
