package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of UCI's Online Retail as csv, in the names of its first or its second edition. */
final class RetailFile implements Closeable {
  /** The shop's own time: it is in the United Kingdom. */
  private static final ZoneId SHOP = ZoneId.of("Europe/London");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "invoice", List.of("InvoiceNo", "Invoice"),
          "article", List.of("StockCode"),
          "description", List.of("Description"),
          "quantity", List.of("Quantity"),
          "at", List.of("InvoiceDate"),
          "price", List.of("UnitPrice", "Price"),
          "customer", List.of("CustomerID", "Customer ID"),
          "country", List.of("Country"));

  /** What a line turns out to be. */
  sealed interface Entry permits RetailLine, Unreadable {}

  record Unreadable(Row.Bad row) implements Entry {}

  private final CsvRecords records;
  private final Map<String, Integer> columns = new HashMap<>();
  private final int width;

  RetailFile(Path file) throws IOException {
    records = new CsvRecords(TextFiles.text(file, StandardCharsets.UTF_8), ',');
    List<String> header = records.next();
    List<String> names = header == null ? List.of() : header.stream().map(String::strip).toList();
    width = names.size();
    NAMES.forEach(
        (ours, theirs) ->
            theirs.stream()
                .map(names::indexOf)
                .filter(column -> column >= 0)
                .findFirst()
                .ifPresent(column -> columns.put(ours, column)));
    if (columns.size() < NAMES.size()) {
      records.close();
      throw new CommandFailed(
          file + " is not UCI's Online Retail: its columns are " + String.join(", ", names),
          "give the csv whose header begins with InvoiceNo,StockCode,Description");
    }
  }

  /** Null at the end. */
  @Nullable Entry next() throws IOException {
    List<String> record = records.next();
    if (record == null) {
      return null;
    }
    long line = records.line();
    if (record.size() != width) {
      return unreadable(
          line, "columns", "has " + record.size() + " fields, the header has " + width);
    }
    try {
      return line(line, record);
    } catch (NumberFormatException e) {
      return unreadable(line, "number-unreadable", "its quantity or price is no number");
    } catch (DateTimeException e) {
      return unreadable(line, "timestamp-unreadable", "InvoiceDate is not as 2010-12-01 08:26:00");
    }
  }

  private static Entry unreadable(long line, String code, String message) {
    return new Unreadable(new Row.Bad(line, code, message));
  }

  private RetailLine line(long line, List<String> record) {
    String customer = field(record, "customer");
    String country = field(record, "country");
    return new RetailLine(
        line,
        field(record, "invoice"),
        field(record, "article").toUpperCase(Locale.ROOT),
        field(record, "description"),
        new BigDecimal(field(record, "quantity")).intValue(),
        LocalDateTime.parse(field(record, "at"), TIME).atZone(SHOP).toInstant(),
        new BigDecimal(field(record, "price")),
        customer.isEmpty() ? null : customer.replaceFirst("\\.0$", ""),
        country.isEmpty() || country.equals("Unspecified") ? null : country);
  }

  private String field(List<String> record, String name) {
    return record.get(columns.getOrDefault(name, 0)).strip();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
