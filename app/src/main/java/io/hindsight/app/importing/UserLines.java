package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.BiConsumer;

/**
 * Interactions as LightGCN's repository has them: a line a person, the user and then the items,
 * with blanks between. X. He et al., "LightGCN: simplifying and powering graph convolution network
 * for recommendation", SIGIR 2020.
 */
public final class UserLines {
  private static final int LOOKED_AT = 100;

  /** A user, an item, a value and a time make four numbers, too. */
  private static final int WIDEST_ROW = 4;

  private UserLines() {}

  /**
   * Whether the first lines are whole numbers with blanks between, each line of another user, and
   * not all of them as long as rows of a table could be.
   */
  public static boolean areIn(Path file, Charset charset) throws IOException {
    Set<String> users = new HashSet<>();
    Set<Integer> widths = new HashSet<>();
    try (BufferedReader reader = TextFiles.text(TextFiles.require(file), charset)) {
      String line = reader.readLine();
      for (int i = 0; line != null && i < LOOKED_AT; i++, line = reader.readLine()) {
        if (!line.isBlank()) {
          if (!line.chars().allMatch(c -> c == ' ' || (c >= '0' && c <= '9'))) {
            return false;
          }
          StringTokenizer numbers = new StringTokenizer(line, " ");
          widths.add(numbers.countTokens());
          if (!users.add(numbers.nextToken())) {
            return false;
          }
        }
      }
    }
    return widths.size() > 1 || widths.stream().anyMatch(width -> width > WIDEST_ROW);
  }

  /**
   * @param pairs is told users and items; a user without items is left out
   */
  public static void read(Path file, Charset charset, BiConsumer<String, String> pairs)
      throws IOException {
    try (BufferedReader reader = TextFiles.text(file, charset)) {
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        StringTokenizer fields = new StringTokenizer(line);
        String user = fields.hasMoreTokens() ? fields.nextToken() : "";
        while (fields.hasMoreTokens()) {
          String item = fields.nextToken();
          if (!item.chars().allMatch(Character::isDigit)) {
            throw new CommandFailed(
                "%s, line %d: %s is no item's number".formatted(file.getFileName(), number, item),
                "correct the line or take it out");
          }
          pairs.accept(user, item);
        }
      }
    }
  }
}
