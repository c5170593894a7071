package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Interactions as texts under our names, without the form that the API wants: what an evaluation
 * reads.
 */
public final class InteractionTable implements Closeable {
  private static final Map<String, Integer> PAIR = Map.of("user_id", 0, "item_id", 1);
  private static final Map<String, Integer> RATING =
      Map.of("user_id", 0, "item_id", 1, "value", 2, "timestamp", 3);

  private static final Predicate<String> NUMBER =
      Pattern.compile("-?\\d+([.]\\d+)?").asMatchPredicate();

  /** Seconds since 1970 of some day in 1973: no rating or count is as large. */
  private static final double FIRST_TIME = 1e8;

  private final Path file;
  private final CsvRecords csv;
  private final @Nullable String mark;
  private final Map<String, Integer> columns;
  private final int width;
  private final List<String> notes;
  private List<String> record = List.of();

  private InteractionTable(
      Path file, CsvRecords csv, @Nullable String mark, Map<String, Integer> columns, int width) {
    this(file, csv, mark, columns, width, List.of());
  }

  private InteractionTable(
      Path file,
      CsvRecords csv,
      @Nullable String mark,
      Map<String, Integer> columns,
      int width,
      List<String> notes) {
    this.file = file;
    this.csv = csv;
    this.mark = mark;
    this.columns = columns;
    this.width = width;
    this.notes = notes;
  }

  /** What was taken for granted. */
  public List<String> notes() {
    return notes;
  }

  /**
   * A file with a header that names at least users and items; one without a header whose columns
   * are mapped by their numbers, {@code user_id=#1}; or, where nothing is mapped, one that begins
   * with two to four numbers, see {@link #inOrder}.
   */
  public static InteractionTable csv(Path file, Mapping mapping, Charset charset)
      throws IOException {
    if (mapping.theirs().isEmpty()) {
      List<String> first = firstRecord(file, charset);
      if (first.size() >= 2 && first.size() <= 4 && first.stream().allMatch(NUMBER)) {
        return inOrder(file, first, charset);
      }
    }
    if (mapping.theirs().values().stream().anyMatch(theirs -> theirs.startsWith("#"))) {
      return numbered(file, mapping, charset);
    }
    CsvSource source = CsvSource.of(file, mapping, charset);
    CsvRecords records = source.records();
    records.next();
    return new InteractionTable(file, records, null, source.columns(), source.width());
  }

  /** A test part: a mapped value, time or marketplace may be absent. */
  public static InteractionTable csvOfTest(Path file, Mapping mapping, Charset charset)
      throws IOException {
    return csv(file, mapping.within(firstRecord(file, charset)), charset);
  }

  /** Users and items, whatever else is mapped. */
  public static InteractionTable csvOfPairs(Path file, Mapping mapping, Charset charset)
      throws IOException {
    return csv(file, mapping.ofPairs(firstRecord(file, charset)), charset);
  }

  /** The order of our fields: user, item, value, time. A third number of nine digits is a time. */
  private static InteractionTable inOrder(Path file, List<String> first, Charset charset)
      throws IOException {
    boolean timed = first.size() == 3 && Double.parseDouble(first.get(2)) >= FIRST_TIME;
    List<String> fields =
        timed
            ? List.of("user_id", "item_id", "timestamp")
            : List.of("user_id", "item_id", "value", "timestamp").subList(0, first.size());
    Map<String, String> numbers = new TreeMap<>();
    for (int column = 0; column < fields.size(); column++) {
      numbers.put(fields.get(column), "#" + (column + 1));
    }
    String note =
        "%s has no header and was read as %s (--map says otherwise)"
            .formatted(file.getFileName(), String.join(",", fields));
    InteractionTable table = numbered(file, new Mapping(numbers), charset);
    return new InteractionTable(file, table.csv, null, table.columns, table.width, List.of(note));
  }

  private static List<String> firstRecord(Path file, Charset charset) throws IOException {
    char delimiter = CsvRecords.delimiterOf(firstLine(file, charset));
    try (CsvRecords records = new CsvRecords(TextFiles.text(file, charset), delimiter)) {
      List<String> first = records.next();
      return first == null ? List.of() : first.stream().map(String::strip).toList();
    }
  }

  private static InteractionTable numbered(Path file, Mapping mapping, Charset charset)
      throws IOException {
    Map<String, Integer> columns = new TreeMap<>();
    int width = 0;
    for (Map.Entry<String, String> column : mapping.theirs().entrySet()) {
      if (!column.getValue().matches("#[1-9]\\d{0,3}")) {
        throw new CommandFailed(
            "--map " + column.getKey() + "=" + column.getValue() + " is no number of a column",
            "without a header, map all by number, such as user_id=#1,item_id=#2");
      }
      int number = Integer.parseInt(column.getValue().substring(1));
      columns.put(column.getKey(), number - 1);
      width = Math.max(width, number);
    }
    if (!columns.containsKey("user_id") || !columns.containsKey("item_id")) {
      throw new CommandFailed(
          "--map lacks user_id or item_id", "without a header, map both: user_id=#1,item_id=#2");
    }
    CsvRecords records =
        new CsvRecords(
            TextFiles.text(file, charset), CsvRecords.delimiterOf(firstLine(file, charset)));
    return new InteractionTable(file, records, null, columns, width);
  }

  private static String firstLine(Path file, Charset charset) throws IOException {
    try (BufferedReader reader = TextFiles.text(TextFiles.require(file), charset)) {
      String first = reader.readLine();
      if (first == null) {
        throw new CommandFailed(file + " is empty", "give a file with rows");
      }
      return first;
    }
  }

  /**
   * Ratings of MovieLens in any of its layouts, and of its parts such as {@code u1.base}.
   *
   * @param file the ratings themselves
   */
  public static InteractionTable ratings(Path file) throws IOException {
    return ratings(file, RATING);
  }

  /** Ratings to be tested on: they may lack the rating itself and the time. */
  public static InteractionTable ratingsOfTest(Path file) throws IOException {
    boolean rated = firstLine(file, StandardCharsets.UTF_8).split("::|[,\t]", -1).length > 2;
    return ratings(file, rated ? RATING : PAIR);
  }

  /** Users and items in a layout of MovieLens. */
  public static InteractionTable ratingsOfPairs(Path file) throws IOException {
    return ratings(file, PAIR);
  }

  /** Whether a file's first line is one of MovieLens, whose ids are numbers. */
  public static boolean isOfMovieLens(Path file) throws IOException {
    String first = firstLine(file, StandardCharsets.ISO_8859_1);
    return first.startsWith("userId,movieId") || first.matches("\\d.*");
  }

  private static InteractionTable ratings(Path file, Map<String, Integer> columns)
      throws IOException {
    String first = firstLine(file, StandardCharsets.UTF_8);
    // Without quotes, whatever stands between commas is a field: the marks are cut afterwards.
    char delimiter = first.indexOf('\t') >= 0 ? '\t' : ',';
    CsvRecords records =
        new CsvRecords(TextFiles.text(file, StandardCharsets.ISO_8859_1), delimiter);
    if (first.startsWith("userId")) {
      records.next();
    }
    return new InteractionTable(
        file, records, first.contains("::") ? "::" : null, columns, Math.min(columns.size(), 3));
  }

  /** Whether there is another row. */
  public boolean next() throws IOException {
    List<String> read = csv.next();
    if (read == null) {
      return false;
    }
    record = mark == null ? read : DelimitedLines.cut(read.getFirst(), mark);
    if (record.size() < width) {
      throw wrong("it has " + record.size() + " fields, not " + width);
    }
    return true;
  }

  public boolean has(String field) {
    return columns.containsKey(field);
  }

  /** Null where the column is missing or the field is blank. */
  public @Nullable String get(String field) {
    Integer column = columns.get(field);
    if (column == null || column >= record.size() || record.get(column).isBlank()) {
      return null;
    }
    return record.get(column).strip();
  }

  /** For a row that cannot be used. */
  public CommandFailed wrong(String why) {
    return wrong(why, "correct the line or take it out");
  }

  /** The same with what to do about it. */
  public CommandFailed wrong(String why, String remedy) {
    return new CommandFailed(
        "%s, line %d: %s".formatted(file.getFileName(), csv.line(), why), remedy);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
