package io.hindsight.app.exporting;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of rows, written under another name and renamed when it is whole. Parquet is made of the
 * lines of JSON by DuckDB.
 */
final class TableFile implements Tables.Rows, Closeable {
  /** The forms of files. */
  enum Form {
    JSONL,
    CSV,
    PARQUET;

    String ending() {
      return "." + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Path file;
  private final Path draft;
  private final Path parquet;
  private final List<Column> columns;
  private final Form form;
  private final BufferedWriter writer;
  private final CSVPrinter csv;
  private long rows;

  TableFile(Path file, Form form, List<Column> columns) throws IOException {
    this.file = file;
    this.form = form;
    this.columns = columns;
    this.draft = file.resolveSibling(file.getFileName() + ".unfinished");
    this.parquet = file.resolveSibling(file.getFileName() + ".parquet-unfinished");
    this.writer =
        Files.newBufferedWriter(
            draft,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.csv = new CSVPrinter(writer, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get());
    if (form == Form.CSV) {
      csv.printRecord(columns.stream().map(Column::name).toList());
    }
  }

  @Override
  public void add(ObjectNode row) throws IOException {
    rows++;
    if (form == Form.CSV) {
      List<String> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(cell(row.path(column.name()))));
      csv.printRecord(cells);
    } else {
      writer.write(EventFeed.JSON.writeValueAsString(row));
      writer.write('\n');
    }
  }

  private static String cell(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isContainer() ? value.toString() : value.asString();
  }

  long rows() {
    return rows;
  }

  /** The file is there, and whole, when this returns. */
  void finish() throws IOException, SQLException {
    csv.flush();
    writer.close();
    if (form == Form.PARQUET) {
      convert();
      Files.delete(draft);
      Files.move(parquet, file, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void convert() throws SQLException {
    String types =
        columns.stream()
            .map(column -> "%s: '%s'".formatted(column.name(), column.type()))
            .collect(Collectors.joining(", ", "{", "}"));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM read_json(%s, format = 'newline_delimited', columns = %s)) TO %s (FORMAT parquet, COMPRESSION zstd)"
              .formatted(quoted(draft), types, quoted(parquet)));
    }
  }

  private static String quoted(Path path) {
    return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
  }

  @Override
  public void close() throws IOException {
    writer.close();
    Files.deleteIfExists(draft);
    Files.deleteIfExists(parquet);
  }
}
