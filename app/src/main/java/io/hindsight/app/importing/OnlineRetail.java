package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Part.Target;
import io.hindsight.app.importing.RetailFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * UCI's Online Retail: a year of invoices of a British shop. A line of an invoice is a purchase,
 * its country the marketplace.
 *
 * <p>A cancellation takes back the newest earlier purchase of the same customer, article and
 * quantity: the log then holds that it was bought and that it was given back, and people's tastes
 * and the counts are as if it had never been. A negative quantity would say the same to nobody but
 * those who add quantities up. A cancellation of a part finds no such purchase and is left out:
 * most of what was bought was kept.
 */
public final class OnlineRetail {
  private OnlineRetail() {}

  /**
   * @param path the csv, plain or .gz, or a directory in which it is the only one
   */
  public static DataSet open(Path path) throws IOException {
    Path file = Files.isDirectory(TextFiles.require(path)) ? onlyCsv(path) : path;
    RetailSurvey survey = RetailSurvey.of(file);
    List<Row> items = survey.items();
    List<Row> retractions = survey.retractions();
    return new DataSet(
        "UCI Online Retail",
        "online-retail",
        List.of(
            new Part(Target.ITEMS, file, (long) items.size(), _ -> reader(items)),
            new Part(Target.INTERACTIONS, file, survey.others(), _ -> purchases(file)),
            new Part(
                Target.RETRACTIONS, file, (long) retractions.size(), _ -> reader(retractions))),
        List.of(
            "rows without a customer, postage, fees and write-offs are left out",
            "times are taken as the shop's own, in London; prices are in GBP"),
        null);
  }

  private static Path onlyCsv(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found =
          files.filter(file -> file.toString().matches(".*\\.csv(\\.gz)?")).sorted().toList();
      if (found.size() != 1) {
        throw new CommandFailed(
            directory + " holds " + found.size() + " csv files", "name the file itself");
      }
      return found.getFirst();
    }
  }

  private static RowReader reader(List<Row> rows) {
    Iterator<Row> next = rows.iterator();
    return new RowReader() {
      @Override
      public @Nullable Row next() {
        return next.hasNext() ? next.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  private static RowReader purchases(Path file) throws IOException {
    RetailFile lines = new RetailFile(file);
    return new RowReader() {
      @Override
      public @Nullable Row next() throws IOException {
        Entry entry = lines.next();
        while (entry instanceof RetailLine line && line.isCancellation()) {
          entry = lines.next(); // Among the retractions.
        }
        return switch (entry) {
          case null -> null;
          case RetailLine line -> row(line);
          case RetailFile.Unreadable(Row.Bad row) -> row;
        };
      }

      @Override
      public void close() throws IOException {
        lines.close();
      }
    };
  }

  private static Row row(RetailLine line) {
    if (!RetailLine.isArticle(line.article())) {
      return new Row.Bad(line.line(), "no-article", "is postage, a fee or the like");
    }
    if (line.customer() == null) {
      return new Row.Bad(line.line(), "no-customer", "names nobody who bought it");
    }
    if (line.quantity() <= 0) {
      return new Row.Bad(line.line(), "no-purchase", "writes something off");
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("interactionId", line.interactionId());
    record.put("userId", line.customer());
    record.put("itemId", line.article());
    record.put("type", "purchase");
    record.put("timestamp", line.at().toString());
    record.put("quantity", line.quantity());
    record.put("unitPrice", line.unitPrice());
    record.put("currency", "GBP");
    if (line.country() != null) {
      record.putObject("context").put("marketplaceId", line.country());
    }
    return new Row.Ready(line.line(), record);
  }
}
