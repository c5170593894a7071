package io.hindsight.app.importing;

import io.hindsight.app.importing.Part.Target;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layout of latest-small, 20M and 25M: ratings.csv, movies.csv and tags.csv. */
final class MovieLensCsv {
  /** A movie of the large sets has thousands of tags; the most often given ones describe it. */
  private static final int MOST_TAGS = 20;

  private MovieLensCsv() {}

  static DataSet open(Path directory, Path ratings, @Nullable Closeable archive) {
    List<Part> parts = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Path movies = TextFiles.find(directory, "movies.csv");
    if (movies != null) {
      Path tags = TextFiles.find(directory, "tags.csv");
      parts.add(new Part(Target.ITEMS, movies, 1, fingerprint -> items(movies, tags)));
    } else {
      notes.add("no movies.csv beside it: items stay without titles and genres");
    }
    parts.add(
        new Part(Target.INTERACTIONS, ratings, 1, fingerprint -> ratings(ratings, fingerprint)));
    return new DataSet("MovieLens (layout of 25M)", "movielens-csv", parts, notes, archive);
  }

  private static RowReader items(Path file, @Nullable Path tags) throws IOException {
    Map<String, List<String>> tagsByMovie = tags == null ? Map.of() : tags(tags);
    return rows(
        file,
        3,
        (line, fields) ->
            new Row.Ready(
                line,
                Movies.item(
                    fields.get(0),
                    fields.get(1),
                    Movies.genres(fields.get(2)),
                    tagsByMovie.getOrDefault(fields.get(0), List.of()),
                    Map.of())));
  }

  private static RowReader ratings(Path file, String fingerprint) throws IOException {
    InteractionRows rows = new InteractionRows("rating", fingerprint);
    return rows(
        file,
        4,
        (line, fields) ->
            Movies.rating(rows, line, fields.get(0), fields.get(1), fields.get(2), fields.get(3)));
  }

  private static RowReader rows(Path file, int width, DelimitedLines.Maker maker)
      throws IOException {
    CsvRecords records = new CsvRecords(TextFiles.text(file, StandardCharsets.UTF_8), ',');
    records.next();
    return new RowReader() {
      @Override
      public @Nullable Row next() throws IOException {
        List<String> fields = records.next();
        if (fields == null) {
          return null;
        }
        return fields.size() < width
            ? new Row.Bad(records.line(), "columns", "has no " + width + " fields")
            : maker.row(records.line(), fields);
      }

      @Override
      public void close() throws IOException {
        records.close();
      }
    };
  }

  /** Each movie's most frequent tags, lower-cased; ties in the alphabet's order. */
  private static Map<String, List<String>> tags(Path file) throws IOException {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    Map<String, String> known = new HashMap<>();
    try (CsvRecords records = new CsvRecords(TextFiles.text(file, StandardCharsets.UTF_8), ',')) {
      records.next();
      for (List<String> fields = records.next(); fields != null; fields = records.next()) {
        if (fields.size() >= 3 && !fields.get(2).isBlank()) {
          String tag = fields.get(2).strip().toLowerCase(Locale.ROOT);
          counts
              .computeIfAbsent(fields.get(1), movie -> new HashMap<>())
              .merge(known.computeIfAbsent(tag, same -> same), 1, Integer::sum);
        }
      }
    }
    Map<String, List<String>> tags = new HashMap<>();
    counts.forEach((movie, byTag) -> tags.put(movie, mostFrequent(byTag)));
    return tags;
  }

  private static List<String> mostFrequent(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_TAGS)
        .map(Map.Entry::getKey)
        .toList();
  }
}
