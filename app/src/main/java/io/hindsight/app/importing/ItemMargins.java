package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is earned with each item, from a csv file: a margin, or a price and a cost. */
public final class ItemMargins {
  private final Path file;
  private final CsvRecords csv;
  private final int width;
  private final int item;
  private final int plus;
  private final int minus;

  private ItemMargins(Path file, CsvRecords csv, List<String> names) {
    this.file = file;
    this.csv = csv;
    this.width = names.size();
    item = Mapping.NONE.columnOf("item_id", names);
    List<String> lower = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    boolean told = lower.contains("margin");
    plus = lower.indexOf(told ? "margin" : "price");
    minus = told ? -1 : lower.indexOf("cost");
    if (item < 0 || plus < 0 || (!told && minus < 0)) {
      throw new CommandFailed(
          file.getFileName() + " does not tell what is earned with items",
          "its header must name item_id,margin or item_id,price,cost; its columns are "
              + String.join(", ", names));
    }
  }

  /** Margins by item id. */
  public static Map<String, Double> read(Path file, Charset charset) throws IOException {
    String header;
    try (BufferedReader reader = TextFiles.text(TextFiles.require(file), charset)) {
      header = reader.readLine();
    }
    if (header == null || header.isBlank()) {
      throw new CommandFailed(file + " has no header", "the first line must name the columns");
    }
    try (CsvRecords csv =
        new CsvRecords(TextFiles.text(file, charset), CsvRecords.delimiterOf(header))) {
      List<String> names = csv.next();
      names = names == null ? List.of() : names.stream().map(String::strip).toList();
      return new ItemMargins(file, csv, names).rows();
    }
  }

  private Map<String, Double> rows() throws IOException {
    Map<String, Double> margins = new TreeMap<>();
    for (List<String> row = csv.next(); row != null; row = csv.next()) {
      if (row.size() < width) {
        throw wrong("it has " + row.size() + " fields, not " + width);
      }
      String id = row.get(item).strip();
      double margin = number(row.get(plus)) - (minus < 0 ? 0 : number(row.get(minus)));
      if (id.isEmpty()) {
        throw wrong("it names no item");
      }
      if (margins.putIfAbsent(id, margin) != null) {
        throw wrong("the item " + id + " is there twice");
      }
    }
    if (margins.isEmpty()) {
      throw new CommandFailed(file + " has no rows", "give a row for each item");
    }
    return margins;
  }

  private double number(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(text + " is no number");
    }
    throw wrong(text + " is no finite number");
  }

  private CommandFailed wrong(String why) {
    return new CommandFailed(
        "%s, line %d: %s".formatted(file.getFileName(), csv.line(), why),
        "correct the line or take it out");
  }
}
