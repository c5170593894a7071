package io.hindsight.app.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What has to be known of a whole behaviors.tsv before any of it is sent.
 *
 * @param begin of the first impression
 * @param clicks how many there are, the histories of all people among them
 */
record MindSurvey(Instant begin, long clicks) {

  static MindSurvey of(Path file) throws IOException {
    Set<String> people = new HashSet<>();
    Instant begin = Instant.MAX;
    long clicks = 0;
    try (BufferedReader reader = TextFiles.text(file, StandardCharsets.UTF_8)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        List<String> fields = DelimitedLines.cut(text, "\t");
        if (fields.size() < MindLine.COLUMNS) {
          continue;
        }
        MindLine line = MindLine.of(fields);
        if (line.at() == null) {
          continue;
        }
        begin = line.at().isBefore(begin) ? line.at() : begin;
        clicks += line.shown().stream().filter(MindLine.Article::clicked).count();
        clicks += people.add(line.user()) ? line.history().size() : 0;
      }
    }
    return new MindSurvey(begin, clicks);
  }
}
