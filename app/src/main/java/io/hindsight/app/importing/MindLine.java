package io.hindsight.app.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of MIND's behaviors.tsv.
 *
 * @param at null where it cannot be read
 * @param history what the person clicked before the data begins, oldest first; the same on each of
 *     their lines
 */
record MindLine(
    String user, @Nullable Instant at, List<String> history, List<MindLine.Article> shown) {
  static final int COLUMNS = 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("M/d/uuuu h:mm:ss a", Locale.US);

  /** An article of a list. */
  record Article(String id, boolean clicked) {}

  static MindLine of(List<String> fields) {
    List<Article> shown = new ArrayList<>();
    for (String entry : words(fields.get(4))) {
      int mark = entry.lastIndexOf('-');
      shown.add(
          mark < 0
              ? new Article(entry, false)
              : new Article(entry.substring(0, mark), entry.substring(mark + 1).equals("1")));
    }
    return new MindLine(fields.get(1), time(fields.get(2)), words(fields.get(3)), shown);
  }

  private static List<String> words(String text) {
    return DelimitedLines.cut(text, " ").stream().filter(word -> !word.isBlank()).toList();
  }

  private static @Nullable Instant time(String text) {
    try {
      return LocalDateTime.parse(text.strip(), TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static Row.Bad unreadable(long line) {
    return new Row.Bad(line, "timestamp-unreadable", "its time is not as 11/12/2019 2:14:46 PM");
  }

  /** Names what comes of a line, the same in each run over the same file. */
  static String id(String fingerprint, long line) {
    return "import-" + fingerprint.substring(0, 32) + "-" + line;
  }
}
