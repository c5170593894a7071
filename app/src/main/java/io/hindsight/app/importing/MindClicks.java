package io.hindsight.app.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clicks as interactions: a person's history at their first line, then those of each line. Lines
 * that cannot be read are told with the impressions.
 */
final class MindClicks implements RowReader {
  private final BufferedReader reader;
  private final MindSurvey survey;
  private final String fingerprint;
  private final Set<String> people = new HashSet<>();
  private final Deque<Row> ready = new ArrayDeque<>();
  private long line;

  MindClicks(Path file, MindSurvey survey, String fingerprint) throws IOException {
    this.reader = TextFiles.text(file, StandardCharsets.UTF_8);
    this.survey = survey;
    this.fingerprint = fingerprint;
  }

  @Override
  public @Nullable Row next() throws IOException {
    while (ready.isEmpty()) {
      String text = reader.readLine();
      if (text == null) {
        return null;
      }
      line++;
      List<String> fields = DelimitedLines.cut(text, "\t");
      if (fields.size() >= MindLine.COLUMNS) {
        add(MindLine.of(fields));
      }
    }
    return ready.remove();
  }

  private void add(MindLine read) {
    if (read.at() == null) {
      return;
    }
    List<String> history = read.history();
    if (people.add(read.user())) {
      for (int i = 0; i < history.size(); i++) {
        Instant at = survey.begin().minusSeconds((long) history.size() - i);
        ready.add(click("h" + i, read.user(), history.get(i), at));
      }
    }
    for (int i = 0; i < read.shown().size(); i++) {
      MindLine.Article article = read.shown().get(i);
      if (article.clicked()) {
        ready.add(click(Integer.toString(i), read.user(), article.id(), read.at()));
      }
    }
  }

  private Row click(String which, String user, String item, Instant at) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("interactionId", MindLine.id(fingerprint, line) + "-" + which);
    record.put("userId", user);
    record.put("itemId", item);
    record.put("type", "click");
    record.put("timestamp", at.toString());
    return new Row.Ready(line, record);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
