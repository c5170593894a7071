package io.hindsight.app.importing;

import io.hindsight.app.importing.Part.Target;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layout of MovieLens 1M and 10M: ratings.dat, movies.dat and users.dat with {@code ::}. */
final class MovieLensDat {
  private static final String MARK = "::";

  /** By the codes in the data set's README. */
  private static final Map<String, String> AGES =
      Map.of(
          "1",
          "under 18",
          "18",
          "18-24",
          "25",
          "25-34",
          "35",
          "35-44",
          "45",
          "45-49",
          "50",
          "50-55",
          "56",
          "56+");

  private static final List<String> OCCUPATIONS =
      List.of(
          "other",
          "academic/educator",
          "artist",
          "clerical/admin",
          "college/grad student",
          "customer service",
          "doctor/health care",
          "executive/managerial",
          "farmer",
          "homemaker",
          "K-12 student",
          "lawyer",
          "programmer",
          "retired",
          "sales/marketing",
          "scientist",
          "self-employed",
          "technician/engineer",
          "tradesman/craftsman",
          "unemployed",
          "writer");

  private MovieLensDat() {}

  static DataSet open(Path directory, Path ratings, @Nullable Closeable archive) {
    List<Part> parts = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Path movies = TextFiles.find(directory, "movies.dat");
    if (movies != null) {
      parts.add(new Part(Target.ITEMS, movies, 0, fingerprint -> items(movies)));
    } else {
      notes.add("no movies.dat beside it: items stay without titles and genres");
    }
    Path users = TextFiles.find(directory, "users.dat");
    if (users != null) {
      parts.add(new Part(Target.USERS, users, 0, fingerprint -> users(users)));
    }
    parts.add(
        new Part(Target.INTERACTIONS, ratings, 0, fingerprint -> ratings(ratings, fingerprint)));
    return new DataSet("MovieLens (layout of 1M)", "movielens-dat", parts, notes, archive);
  }

  private static RowReader items(Path file) throws IOException {
    return new DelimitedLines(
        file,
        DelimitedLines.charsetOf(file),
        MARK,
        3,
        (line, fields) ->
            new Row.Ready(
                line,
                Movies.item(
                    fields.get(0),
                    // A title may hold the mark itself.
                    String.join(MARK, fields.subList(1, fields.size() - 1)),
                    Movies.genres(fields.getLast()),
                    List.of(),
                    Map.of())));
  }

  private static RowReader users(Path file) throws IOException {
    return new DelimitedLines(
        file,
        DelimitedLines.charsetOf(file),
        MARK,
        5,
        (line, fields) -> {
          Map<String, Object> attributes = new LinkedHashMap<>();
          attributes.put("gender", fields.get(1));
          attributes.put("age", AGES.getOrDefault(fields.get(2), fields.get(2)));
          Integer code = Movies.integerOrNull(fields.get(3));
          attributes.put(
              "occupation",
              code != null && code < OCCUPATIONS.size() ? OCCUPATIONS.get(code) : fields.get(3));
          attributes.put("zip", fields.get(4));
          return new Row.Ready(line, Movies.user(fields.get(0), attributes));
        });
  }

  private static RowReader ratings(Path file, String fingerprint) throws IOException {
    InteractionRows rows = new InteractionRows("rating", fingerprint);
    return new DelimitedLines(
        file,
        StandardCharsets.ISO_8859_1,
        MARK,
        4,
        (line, fields) ->
            Movies.rating(rows, line, fields.get(0), fields.get(1), fields.get(2), fields.get(3)));
  }
}
