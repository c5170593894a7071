package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Part.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * MIND, the news data set of Microsoft: which articles were shown on a home page, and which of them
 * were clicked. What was shown becomes impressions, what was clicked becomes interactions as well.
 *
 * <p>Of the clicks before the data begins, a person's history, only the order is known: they are
 * taken as one second apart, the last a second before the first impression of the file.
 */
public final class Mind {
  private static final String BEHAVIORS = "behaviors.tsv";
  private static final String NEWS = "news.tsv";
  private static final int NEWS_COLUMNS = 5;

  private Mind() {}

  /**
   * @param path a directory with behaviors.tsv and news.tsv, plain or .gz, or the former alone
   */
  public static DataSet open(Path path) throws IOException {
    Path behaviors =
        Files.isDirectory(TextFiles.require(path)) ? TextFiles.find(path, BEHAVIORS) : path;
    if (behaviors == null) {
      throw new CommandFailed(
          path + " holds no " + BEHAVIORS, "give the directory of MINDsmall or MINDlarge");
    }
    MindSurvey survey = MindSurvey.of(behaviors);
    List<Part> parts = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Path news = TextFiles.findBeside(behaviors, NEWS);
    if (news == null) {
      notes.add("there is no " + NEWS + " beside it: articles stay unknown");
    } else {
      parts.add(
          new Part(
              Target.ITEMS,
              news,
              0,
              _ ->
                  new DelimitedLines(
                      news, StandardCharsets.UTF_8, "\t", NEWS_COLUMNS, Mind::article)));
    }
    parts.add(
        new Part(
            Target.INTERACTIONS,
            behaviors,
            survey.clicks(),
            fingerprint -> new MindClicks(behaviors, survey, fingerprint)));
    parts.add(
        new Part(
            Target.IMPRESSIONS,
            behaviors,
            0,
            fingerprint ->
                new DelimitedLines(
                    behaviors,
                    StandardCharsets.UTF_8,
                    "\t",
                    MindLine.COLUMNS,
                    (line, fields) -> impression(line, fields, fingerprint))));
    notes.add("times are taken as UTC; where an article stood in a list is not known");
    notes.add("of earlier clicks only the order is known: taken as one second apart, right before");
    return new DataSet("MIND", "mind", parts, notes, null);
  }

  private static Row article(long line, List<String> fields) {
    ObjectNode item = JsonNodeFactory.instance.objectNode().put("itemId", fields.get(0));
    item.put("title", fields.get(3).isBlank() ? fields.get(0) : fields.get(3));
    item.putArray("categories").add(fields.get(1)).add(fields.get(2));
    if (!fields.get(4).isBlank()) {
      item.put("description", fields.get(4));
    }
    return new Row.Ready(line, item);
  }

  private static Row impression(long line, List<String> fields, String fingerprint) {
    MindLine read = MindLine.of(fields);
    if (read.at() == null) {
      return MindLine.unreadable(line);
    }
    ObjectNode impression = JsonNodeFactory.instance.objectNode();
    impression.put("impressionId", MindLine.id(fingerprint, line));
    impression.put("userId", read.user());
    impression.put("timestamp", read.at().toString());
    var items = impression.putArray("items");
    for (MindLine.Article article : read.shown()) {
      ObjectNode item = items.addObject().put("itemId", article.id());
      if (article.clicked()) {
        item.put("clicked", true);
      }
    }
    return new Row.Ready(line, impression);
  }
}
