package io.hindsight.app.importing;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a csv file, one at a time. Lines without a quote are cut here; the others go
 * through Commons CSV each on its own, so that a quote that never closes costs one record and not
 * the rest of the file.
 */
final class CsvRecords implements Closeable {
  /** A quoted field may span so many lines. */
  private static final int LONGEST_RECORD = 100;

  private final BufferedReader reader;
  private final char delimiter;
  private final CSVFormat format;
  private long line;
  private long recordLine;

  CsvRecords(BufferedReader reader, char delimiter) {
    this.reader = reader;
    this.delimiter = delimiter;
    this.format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter)
            .setTrailingData(true)
            .setLenientEof(true)
            .get();
  }

  /** A tab or semicolon where the header has them and no comma. */
  static char delimiterOf(String header) {
    if (header.indexOf(',') < 0 && header.indexOf('\t') >= 0) {
      return '\t';
    }
    return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
  }

  /** The line on which the last record began, from 1. */
  long line() {
    return recordLine;
  }

  /** Null at the end; an empty list for a record whose quote never closes. Skips blank lines. */
  @Nullable List<String> next() throws IOException {
    String text = reader.readLine();
    line++;
    while (text != null && text.isBlank()) {
      text = reader.readLine();
      line++;
    }
    recordLine = line;
    if (text == null) {
      return null;
    }
    return text.indexOf('"') < 0 ? cut(text) : quoted(text);
  }

  private List<String> cut(String text) {
    List<String> fields = new ArrayList<>();
    int from = 0;
    for (int to = text.indexOf(delimiter); to >= 0; to = text.indexOf(delimiter, from)) {
      fields.add(text.substring(from, to));
      from = to + 1;
    }
    fields.add(text.substring(from));
    return fields;
  }

  private List<String> quoted(String first) throws IOException {
    if (isComplete(first)) {
      return parse(first);
    }
    reader.mark(1 << 20);
    StringBuilder text = new StringBuilder(first);
    int more = 0;
    while (more < LONGEST_RECORD && text.length() < 1 << 19) {
      String next = reader.readLine();
      if (next == null) {
        break;
      }
      more++;
      text.append('\n').append(next);
      if (next.indexOf('"') >= 0 && isComplete(text)) {
        line += more;
        return parse(text.toString());
      }
    }
    reader.reset();
    return List.of();
  }

  private static boolean isComplete(CharSequence text) {
    return text.chars().filter(c -> c == '"').count() % 2 == 0;
  }

  private List<String> parse(String text) throws IOException {
    try (CSVParser parser = CSVParser.parse(text, format)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? records.getFirst().toList() : List.of();
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
