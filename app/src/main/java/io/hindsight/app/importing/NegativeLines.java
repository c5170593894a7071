package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Negatives as the NCF paper's repository has them: a line a person, {@code (user,positive)} and
 * then items, with tabs between. X. He et al., "Neural Collaborative Filtering", WWW 2017.
 */
public final class NegativeLines {
  private static final Pattern PERSON = Pattern.compile("\\(([^,\t]+),([^,\t]+)\\)");

  private NegativeLines() {}

  /** Whether the first line begins as theirs do. */
  public static boolean areIn(Path file, Charset charset) throws IOException {
    try (BufferedReader reader = TextFiles.text(TextFiles.require(file), charset)) {
      String first = reader.readLine();
      return first != null && PERSON.matcher(first).lookingAt();
    }
  }

  /**
   * @param negatives is told users and items
   */
  public static void read(Path file, Charset charset, BiConsumer<String, String> negatives)
      throws IOException {
    try (BufferedReader reader = TextFiles.text(file, charset)) {
      long line = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        if (!text.isBlank()) {
          read(file, line, DelimitedLines.cut(text, "\t"), negatives);
        }
      }
    }
  }

  private static void read(
      Path file, long line, List<String> fields, BiConsumer<String, String> negatives) {
    Matcher person = PERSON.matcher(fields.getFirst().strip());
    if (!person.matches()) {
      throw new CommandFailed(
          "%s, line %d: it does not begin with (user,item)".formatted(file.getFileName(), line),
          "correct the line or take it out");
    }
    String user = person.group(1).strip();
    for (String item : fields.subList(1, fields.size())) {
      if (!item.isBlank()) {
        negatives.accept(user, item.strip());
      }
    }
  }
}
