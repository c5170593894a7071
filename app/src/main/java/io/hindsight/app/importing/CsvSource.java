package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Part.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Interactions from a csv file with a header. */
public final class CsvSource {
  private static final int MOST_SHOWN = 120;

  private final Path file;
  private final Mapping mapping;
  private final String defaultType;
  private final Charset charset;
  private final boolean numbersMap;
  private final char delimiter;
  private final Map<String, Integer> columns = new HashMap<>();
  private final int width;

  /**
   * @param numbersMap whether who asks can read a file without header by numbers of columns
   */
  private CsvSource(
      Path file, Mapping mapping, String defaultType, Charset charset, boolean numbersMap)
      throws IOException {
    this.numbersMap = numbersMap;
    this.file = TextFiles.require(file);
    this.mapping = mapping;
    this.defaultType = defaultType;
    this.charset = charset;
    String header;
    try (BufferedReader reader = TextFiles.text(file, charset)) {
      header = reader.readLine();
    }
    if (header == null || header.isBlank()) {
      throw new CommandFailed(file + " has no header", "the first line must name the columns");
    }
    this.delimiter = CsvRecords.delimiterOf(header);
    List<String> names;
    try (CsvRecords records = records()) {
      names = records.next();
    }
    names = names == null ? List.of() : names.stream().map(String::strip).toList();
    this.width = names.size();
    findColumns(names);
  }

  /** A data set of one part, as {@code hindsight import csv} reads it. */
  public static DataSet open(Path file, Mapping mapping, String defaultType, Charset charset)
      throws IOException {
    CsvSource source = new CsvSource(file, mapping, defaultType, charset, false);
    return new DataSet(
        file.getFileName() + " (csv)",
        "csv " + mapping.theirs() + " " + defaultType + " " + charset,
        List.of(new Part(Target.INTERACTIONS, file, 1, source::read)),
        source.notes(),
        null);
  }

  /** For reading rows without making records of the API. */
  static CsvSource of(Path file, Mapping mapping, Charset charset) throws IOException {
    return new CsvSource(file, mapping, "view", charset, true);
  }

  /** Where our fields stand. */
  Map<String, Integer> columns() {
    return columns;
  }

  int width() {
    return width;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!columns.containsKey("type")) {
      notes.add("no type column: each row is a " + defaultType + " (--type names another)");
      if (columns.containsKey("value") && defaultType.equals("view")) {
        notes.add("a view has no value: with ratings in the column value, add --type rating");
      }
    }
    if (!columns.containsKey("timestamp")) {
      notes.add("no timestamp column: each row counts as happening when it arrives");
    }
    return notes;
  }

  private void findColumns(List<String> names) {
    for (String ours : InteractionRows.FIELDS) {
      int column = mapping.columnOf(ours, names);
      if (column >= 0) {
        columns.put(ours, column);
      }
      if (mapping.theirs().containsKey(ours) && !columns.containsKey(ours)) {
        throw new CommandFailed(
            file.getFileName() + " has no column " + mapping.theirs().get(ours),
            "its columns are " + String.join(", ", names));
      }
    }
    for (String required : List.of("user_id", "item_id")) {
      if (!columns.containsKey(required)) {
        throw without(required, names);
      }
    }
  }

  /** A line may be a person's whole history. */
  private static String shown(String line) {
    return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line;
  }

  private CommandFailed without(String required, List<String> names) {
    String known = names.contains("StockCode") ? "online-retail" : "movielens";
    if (numbersMap && (names.contains("StockCode") || names.contains("movieId"))) {
      return new CommandFailed(
          file.getFileName() + " has no column " + required,
          "it looks like a data set that is known: --format " + known);
    }
    if (names.stream().anyMatch(CsvSource::isNumber)) {
      return new CommandFailed(
          file.getFileName()
              + " has no header: its first line is "
              + shown(String.join(", ", names)),
          numbersMap
              ? "say which columns they are: --map user_id=#1,item_id=#2, or of MovieLens"
                  + " --format movielens"
              : "put a first line that names the columns, such as user_id,item_id");
    }
    return new CommandFailed(
        file.getFileName() + " has no column " + required,
        "its columns are %s; add --map %s=THEIRS%s"
            .formatted(
                shown(String.join(", ", names)),
                required,
                numbersMap ? ", or without a header user_id=#1,item_id=#2" : ""));
  }

  private static boolean isNumber(String name) {
    return name.matches("-?\\d+([.]\\d+)?");
  }

  CsvRecords records() throws IOException {
    return new CsvRecords(TextFiles.text(file, charset), delimiter);
  }

  private RowReader read(String fingerprint) throws IOException {
    InteractionRows rows = new InteractionRows(defaultType, fingerprint);
    CsvRecords records = records();
    records.next();
    return new RowReader() {
      @Override
      public @Nullable Row next() throws IOException {
        List<String> record = records.next();
        return record == null ? null : row(rows, records.line(), record);
      }

      @Override
      public void close() throws IOException {
        records.close();
      }
    };
  }

  private Row row(InteractionRows rows, long line, List<String> record) {
    if (record.isEmpty()) {
      return new Row.Bad(line, "quote-unclosed", "a quote opens and never closes");
    }
    if (record.size() != width) {
      return new Row.Bad(
          line, "columns", "has " + record.size() + " fields, the header has " + width);
    }
    Map<String, String> fields = new HashMap<>();
    columns.forEach((ours, column) -> fields.put(ours, record.get(column)));
    return rows.row(line, fields);
  }
}
