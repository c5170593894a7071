package io.hindsight.app.importing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns named texts into interactions of the API. It refuses only what it cannot express; whether a
 * value makes sense is for the server to judge.
 */
final class InteractionRows {
  static final List<String> CONTEXT =
      List.of("device", "session_id", "placement", "marketplace_id", "locale", "recommendation_id");

  /** Our names of the fields; {@code value} means what the type wants. */
  static final List<String> FIELDS =
      List.of(
          "user_id",
          "item_id",
          "type",
          "timestamp",
          "value",
          "quantity",
          "unit_price",
          "currency",
          "seconds",
          "query",
          "interaction_id",
          "device",
          "session_id",
          "placement",
          "marketplace_id",
          "locale",
          "recommendation_id");

  private final String defaultType;
  private final String fingerprint;

  /**
   * @param defaultType of rows that name none
   * @param fingerprint of the file, from which rows without a time get their ids
   */
  InteractionRows(String defaultType, String fingerprint) {
    this.defaultType = defaultType;
    this.fingerprint = fingerprint;
  }

  /** The API's name of one of our fields: {@code user_id} is {@code userId} there. */
  static String apiName(String field) {
    StringBuilder name = new StringBuilder();
    for (String word : field.split("_", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  /**
   * @param fields by our names; what is missing or empty is left out
   */
  Row row(long line, Map<String, String> fields) {
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (field.getValue().indexOf(TextFiles.UNREADABLE) >= 0) {
        return new Row.Bad(
            line, "encoding", field.getKey() + " is not in the expected encoding: try --encoding");
      }
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    copy(fields, "user_id", record);
    copy(fields, "item_id", record);
    String type = text(fields, "type");
    type = type == null ? defaultType : type;
    record.put("type", type);
    copy(fields, "currency", record);
    copy(fields, "query", record);
    try {
      putNumbers(fields, type, record);
      putIdentity(line, fields, record);
    } catch (Unreadable e) {
      return new Row.Bad(line, e.field + "-unreadable", e.message);
    }
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    CONTEXT.forEach(field -> copy(fields, field, context));
    if (!context.isEmpty()) {
      record.set("context", context);
    }
    return new Row.Ready(line, record);
  }

  private static void putNumbers(Map<String, String> fields, String type, ObjectNode record) {
    String meaning =
        switch (type) {
          case "rating" -> "value";
          case "dwell" -> "seconds";
          case "purchase" -> "quantity";
          default -> "";
        };
    for (String field : List.of("value", "quantity", "unit_price", "seconds")) {
      BigDecimal number = number(fields, field);
      String name = field.equals("value") ? meaning : apiName(field);
      if (number == null || name.isEmpty()) {
        continue;
      }
      if (name.equals("quantity")) {
        record.put(name, integer(field, number));
      } else {
        record.put(name, number);
      }
    }
  }

  /** A time makes the server derive an id from the content; without one, ours must be stable. */
  private void putIdentity(long line, Map<String, String> fields, ObjectNode record) {
    copy(fields, "interaction_id", record);
    String timestamp = text(fields, "timestamp");
    if (timestamp != null) {
      try {
        record.put("timestamp", Times.parse(timestamp).toString());
      } catch (DateTimeException | ArithmeticException e) {
        throw new Unreadable(
            "timestamp", "timestamp must be ISO 8601 or the epoch's seconds or milliseconds");
      }
    } else if (!record.has("interactionId")) {
      record.put("interactionId", "import-" + fingerprint.substring(0, 32) + "-" + line);
    }
  }

  private static @Nullable BigDecimal number(Map<String, String> fields, String field) {
    String text = text(fields, field);
    if (text == null) {
      return null;
    }
    try {
      if (text.length() <= 40) {
        return new BigDecimal(text);
      }
    } catch (NumberFormatException e) {
      // told below, without the text: it may be anything
    }
    throw new Unreadable(field, field + " must be a number such as 4 or 3.5");
  }

  private static int integer(String field, BigDecimal number) {
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw new Unreadable(field, field + " of a purchase must be a whole number");
    }
  }

  private static void copy(Map<String, String> fields, String field, ObjectNode record) {
    String text = text(fields, field);
    if (text != null) {
      record.put(apiName(field), text);
    }
  }

  private static @Nullable String text(Map<String, String> fields, String field) {
    String text = fields.get(field);
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static final class Unreadable extends RuntimeException {
    private final String field;
    private final String message;

    Unreadable(String field, String message) {
      super(message);
      this.field = field;
      this.message = message;
    }
  }
}
