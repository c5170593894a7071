package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Part.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Open Bandit Dataset: what two policies of a fashion shop showed, with which propensity, and
 * what was clicked. It names nobody, so there are impressions and no interactions. Each row is an
 * impression of its own, as it is in the data, though three stand side by side in the shop.
 */
public final class OpenBandit {
  private static final String ITEMS = "item_context.csv";
  private static final Set<String> POLICIES = Set.of("random", "bts");

  /** A log and what its directories say of it: {@code POLICY/CAMPAIGN/CAMPAIGN.csv}. */
  private record LogFile(Path file, String campaign, @Nullable String policy) {
    static LogFile of(Path file) {
      String campaign = String.valueOf(file.getFileName()).replaceFirst("\\.csv(\\.gz)?$", "");
      for (Path part : file.toAbsolutePath()) {
        if (POLICIES.contains(part.toString())) {
          return new LogFile(file, campaign, part.toString());
        }
      }
      return new LogFile(file, campaign, null);
    }
  }

  private OpenBandit() {}

  /**
   * @param path a log, plain or .gz, or a directory with some, up to {@code
   *     POLICY/CAMPAIGN/CAMPAIGN.csv} below it
   */
  public static DataSet open(Path path) throws IOException {
    List<LogFile> logs = logs(TextFiles.require(path));
    Map<String, Part> items = new TreeMap<>();
    List<Part> impressions = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (LogFile log : logs) {
      Path context = TextFiles.findBeside(log.file(), ITEMS);
      if (context != null) {
        items.putIfAbsent(
            log.campaign(),
            new Part(Target.ITEMS, context, 1, _ -> new Rows(context, itemsOf(log.campaign()))));
      }
      impressions.add(
          new Part(
              Target.IMPRESSIONS,
              log.file(),
              1,
              fingerprint -> new Rows(log.file(), impressionsOf(log, fingerprint))));
      if (log.policy() == null) {
        notes.add(log.file().getFileName() + " lies below neither random nor bts: no policy");
      }
    }
    notes.add("it names nobody: there are impressions, and nothing to train a model on");
    notes.add("what the policies knew of people and items beyond the item's features is left out");
    List<Part> parts = new ArrayList<>(items.values());
    parts.addAll(impressions);
    return new DataSet("Open Bandit Dataset", "obd", parts, notes, null);
  }

  private static List<LogFile> logs(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(LogFile.of(path));
    }
    try (Stream<Path> files = Files.walk(path, 3)) {
      List<LogFile> logs =
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().matches(".*\\.csv(\\.gz)?"))
              .filter(file -> !String.valueOf(file.getFileName()).startsWith(ITEMS))
              .sorted()
              .map(LogFile::of)
              .toList();
      if (logs.isEmpty()) {
        throw new CommandFailed(
            path + " holds no log", "give a csv of the Open Bandit Dataset or its directory");
      }
      return logs;
    }
  }

  private static Maker itemsOf(String campaign) {
    return (line, fields) -> {
      String id = itemId(campaign, fields.get("item_id"));
      ObjectNode item = JsonNodeFactory.instance.objectNode().put("itemId", id);
      item.put("title", campaign + " " + fields.get("item_id"));
      item.putArray("categories").add(campaign);
      ObjectNode attributes = item.putObject("attributes");
      new TreeMap<>(fields)
          .forEach(
              (name, value) -> {
                if (name.startsWith("item_feature_")) {
                  attributes.putArray(name).add(value);
                }
              });
      return new Row.Ready(line, item);
    };
  }

  private static Maker impressionsOf(LogFile log, String fingerprint) {
    return (line, fields) -> {
      String propensity = fields.getOrDefault("propensity_score", fields.get("action_prob"));
      ObjectNode impression = JsonNodeFactory.instance.objectNode();
      impression.put("impressionId", "import-" + fingerprint.substring(0, 32) + "-" + line);
      impression
          .putArray("items")
          .addObject()
          .put("itemId", itemId(log.campaign(), fields.get("item_id")))
          .put("position", Integer.parseInt(field(fields, "position")))
          .put("propensity", Double.parseDouble(propensity == null ? "" : propensity))
          .put("clicked", Integer.parseInt(field(fields, "click")) > 0);
      if (log.policy() != null) {
        impression.put("policy", log.policy());
      }
      String at = field(fields, "timestamp").replace(' ', 'T');
      impression.put("timestamp", OffsetDateTime.parse(at).toInstant().toString());
      impression.putObject("context").put("placement", log.campaign());
      return new Row.Ready(line, impression);
    };
  }

  private static String itemId(String campaign, @Nullable String number) {
    return campaign + "-" + number;
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    return value == null ? "" : value;
  }

  @FunctionalInterface
  private interface Maker {
    Row row(long line, Map<String, String> fields);
  }

  /** The records of a csv by the names of its header. */
  private static final class Rows implements RowReader {
    private final CsvRecords records;
    private final List<String> header;
    private final Maker maker;

    Rows(Path file, Maker maker) throws IOException {
      this.records = new CsvRecords(TextFiles.text(file, StandardCharsets.UTF_8), ',');
      this.maker = maker;
      List<String> first = records.next();
      this.header = first == null ? List.of() : first;
      if (!header.contains("item_id")) {
        records.close();
        throw new CommandFailed(
            file + " is not of the Open Bandit Dataset: it has no column item_id",
            "give a csv with timestamp, item_id, position, click and propensity_score");
      }
    }

    @Override
    public @Nullable Row next() throws IOException {
      List<String> record = records.next();
      if (record == null) {
        return null;
      }
      long line = records.line();
      if (record.size() != header.size()) {
        return new Row.Bad(
            line, "columns", "has " + record.size() + " fields, the header has " + header.size());
      }
      Map<String, String> fields = new HashMap<>();
      for (int i = 0; i < header.size(); i++) {
        fields.put(header.get(i), record.get(i).strip());
      }
      try {
        return maker.row(line, fields);
      } catch (NumberFormatException e) {
        return new Row.Bad(
            line, "number-unreadable", "its position, click or propensity is no number");
      } catch (DateTimeException e) {
        return new Row.Bad(
            line, "timestamp-unreadable", "timestamp is not as 2019-11-24 00:03:13+00:00");
      }
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
