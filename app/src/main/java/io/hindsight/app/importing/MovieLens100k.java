package io.hindsight.app.importing;

import io.hindsight.app.importing.Part.Target;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layout of MovieLens 100K: u.data with tabs, u.item, u.user and u.genre with bars. */
final class MovieLens100k {
  private static final int FIRST_GENRE = 5;

  private MovieLens100k() {}

  static DataSet open(Path directory, Path ratings, @Nullable Closeable archive)
      throws IOException {
    List<Part> parts = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Path items = TextFiles.find(directory, "u.item");
    if (items != null) {
      List<String> genres = genres(directory);
      parts.add(new Part(Target.ITEMS, items, 0, fingerprint -> items(items, genres)));
    } else {
      notes.add("no u.item beside it: items stay without titles and genres");
    }
    Path users = TextFiles.find(directory, "u.user");
    if (users != null) {
      parts.add(new Part(Target.USERS, users, 0, fingerprint -> users(users)));
    }
    parts.add(
        new Part(Target.INTERACTIONS, ratings, 0, fingerprint -> ratings(ratings, fingerprint)));
    return new DataSet("MovieLens 100K", "movielens-100k", parts, notes, archive);
  }

  /** The names of u.item's flags, in their order. */
  private static List<String> genres(Path directory) throws IOException {
    List<String> genres = new ArrayList<>();
    Path file = TextFiles.find(directory, "u.genre");
    if (file == null) {
      return genres;
    }
    try (BufferedReader reader = TextFiles.text(file, StandardCharsets.ISO_8859_1)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.indexOf('|') > 0) {
          genres.add(line.substring(0, line.indexOf('|')));
        }
      }
    }
    return genres;
  }

  private static RowReader items(Path file, List<String> names) throws IOException {
    return new DelimitedLines(
        file,
        DelimitedLines.charsetOf(file),
        "|",
        FIRST_GENRE,
        (line, fields) -> {
          List<String> genres = new ArrayList<>();
          for (int i = FIRST_GENRE; i < fields.size() && i - FIRST_GENRE < names.size(); i++) {
            if (fields.get(i).equals("1")) {
              genres.addAll(Movies.genres(names.get(i - FIRST_GENRE)));
            }
          }
          return new Row.Ready(
              line, Movies.item(fields.get(0), fields.get(1), genres, List.of(), Map.of()));
        });
  }

  private static RowReader users(Path file) throws IOException {
    return new DelimitedLines(
        file,
        DelimitedLines.charsetOf(file),
        "|",
        5,
        (line, fields) -> {
          Map<String, Object> attributes = new LinkedHashMap<>();
          Integer age = Movies.integerOrNull(fields.get(1));
          attributes.put("age", age == null ? fields.get(1) : age);
          attributes.put("gender", fields.get(2));
          attributes.put("occupation", fields.get(3));
          attributes.put("zip", fields.get(4));
          return new Row.Ready(line, Movies.user(fields.get(0), attributes));
        });
  }

  private static RowReader ratings(Path file, String fingerprint) throws IOException {
    InteractionRows rows = new InteractionRows("rating", fingerprint);
    return new DelimitedLines(
        file,
        StandardCharsets.ISO_8859_1,
        "\t",
        4,
        (line, fields) ->
            Movies.rating(rows, line, fields.get(0), fields.get(1), fields.get(2), fields.get(3)));
  }
}
