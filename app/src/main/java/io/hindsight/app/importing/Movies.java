package io.hindsight.app.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Movies and their ratings as items and interactions of the API. */
final class Movies {
  /** "Toy Story (1995)", also "Death Note (2006-2007)" and "Cosmos (1980-)". */
  private static final Pattern TITLE =
      Pattern.compile("(?<title>.*\\S)\\s*\\((?<year>\\d{4})(?:[-–]\\d{0,4})?\\)\\s*");

  /** "Fish Called Wanda, A", also "Postino, Il (The Postman)". Elided articles stay as they are. */
  private static final Pattern INVERTED =
      Pattern.compile(
          "(?<rest>.+), (?<article>The|A|An|Le|La|Les|Il|El|Los|Las|Der|Die|Das|Den|Det)"
              + "(?<also>(?: \\(.*\\))?)");

  private static final List<String> NO_GENRE = List.of("(no genres listed)", "unknown", "");

  private Movies() {}

  static List<String> genres(String barred) {
    return Arrays.stream(barred.split("\\|", -1)).filter(g -> !NO_GENRE.contains(g)).toList();
  }

  /**
   * @param attributes beside the year
   */
  static ObjectNode item(
      String id,
      String title,
      List<String> genres,
      List<String> tags,
      Map<String, String> attributes) {
    ObjectNode item = JsonNodeFactory.instance.objectNode().put("itemId", id);
    Matcher dated = TITLE.matcher(title);
    boolean hasYear = dated.matches();
    item.put("title", natural(hasYear ? dated.group("title") : title.strip()));
    genres.forEach(item.putArray("categories")::add);
    if (!tags.isEmpty()) {
      tags.forEach(item.putArray("tags")::add);
    }
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    if (hasYear) {
      values(named, "year").add(dated.group("year"));
    }
    attributes.forEach((name, value) -> values(named, name).add(value));
    if (!named.isEmpty()) {
      item.set("attributes", named);
    }
    return item;
  }

  /** "Fish Called Wanda, A" is for sorting; people and reasons say "A Fish Called Wanda". */
  private static String natural(String title) {
    Matcher inverted = INVERTED.matcher(title);
    return inverted.matches()
        ? inverted.group("article") + " " + inverted.group("rest") + inverted.group("also")
        : title;
  }

  private static ArrayNode values(ObjectNode attributes, String name) {
    return attributes.putArray(name);
  }

  static Row rating(
      InteractionRows rows, long line, String user, String item, String value, String time) {
    return rows.row(
        line,
        Map.of(
            "user_id", user, "item_id", item, "type", "rating", "value", value, "timestamp", time));
  }

  static ObjectNode user(String id, Map<String, ?> attributes) {
    ObjectNode user = JsonNodeFactory.instance.objectNode().put("userId", id);
    ObjectNode named = user.putObject("attributes");
    attributes.forEach(
        (name, value) -> {
          if (value instanceof Integer number) {
            named.put(name, number);
          } else {
            named.put(name, String.valueOf(value));
          }
        });
    return user;
  }

  static @Nullable Integer integerOrNull(String text) {
    return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
  }
}
