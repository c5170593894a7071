package io.hindsight.api.json;

import io.hindsight.contracts.ids.Text;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.time.Instants;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one JSON object field by field. The first thing that is wrong is kept as the record's
 * rejection and reading goes on behind it, so that the records that follow are not lost. An
 * explicit null reads as an absent field.
 */
public final class Fields {
  private static final int MAX_DIGITS = 30;

  private final JsonParser parser;
  private final long index;
  private final String prefix;
  private final Fields root;
  private long seen;
  private String name = "";
  private @Nullable Rejection rejection;

  Fields(JsonParser parser, long index) {
    this.parser = parser;
    this.index = index;
    this.prefix = "";
    this.root = this;
  }

  private Fields(Fields parent) {
    this.parser = parent.parser;
    this.index = parent.index;
    this.prefix = parent.path() + ".";
    this.root = parent.root;
  }

  public @Nullable Rejection rejection() {
    return root.rejection;
  }

  /** The name of the present field. */
  public String name() {
    return name;
  }

  /** Moves on to the next known field that has a value; false at the object's end. */
  public boolean next(Shape shape) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      name = parser.currentName();
      JsonToken value = parser.nextToken();
      long bit = shape.bit(name);
      if (bit == 0) {
        // The name is the client's text and may be long or hold anything: it is not repeated.
        reject(
            null,
            "field-unknown",
            prefix.isEmpty() ? "has a field of unknown name" : prefix + " has an unknown field",
            "use only " + String.join(", ", shape.fields()));
      } else if ((seen & bit) != 0) {
        reject("record-duplicate-key", path() + " is given twice", "give each field once");
      } else {
        seen |= bit;
        if (value != JsonToken.VALUE_NULL) {
          return true;
        }
      }
      parser.skipChildren();
    }
    return false;
  }

  public boolean truth() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      wrongType("true or false without quotes");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  public @Nullable String text() {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return wrongType("text in quotes");
    }
    return wellFormed(parser.getString());
  }

  public @Nullable Integer integer() {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      return wrongType("a whole number without quotes");
    }
    if (parser.getNumberType() != JsonParser.NumberType.INT) {
      return outOfRange("a whole number of at most 2147483647");
    }
    return parser.getIntValue();
  }

  /** A whole number, for seeds. */
  public @Nullable Long longInteger() {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      return wrongType("a whole number without quotes");
    }
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return outOfRange("a whole number of at most 63 bits");
    }
    return parser.getLongValue();
  }

  public @Nullable Double number() {
    if (!parser.currentToken().isNumeric()) {
      return wrongType("a number without quotes");
    }
    double value = parser.getDoubleValue();
    return Double.isFinite(value) ? (Double) value : outOfRange("a finite number");
  }

  /** A decimal number that does not explode when it is written out. */
  public @Nullable BigDecimal decimal() {
    if (!parser.currentToken().isNumeric()) {
      return wrongType("a number without quotes");
    }
    // A double of such a size tells whether the exact value can be built cheaply.
    double size = Math.abs(parser.getDoubleValue());
    if (!(size < 1e30)) {
      return outOfRange("a number below 1e30");
    }
    BigDecimal value = parser.getDecimalValue();
    return value.precision() <= MAX_DIGITS && Math.abs(value.scale()) <= MAX_DIGITS
        ? value
        : outOfRange("a number of at most 30 digits");
  }

  public @Nullable Instant instant() {
    String hint = "ISO 8601 with a zone, such as 2026-11-21T09:30:00Z";
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return wrongType(hint);
    }
    try {
      return Instants.parse(parser.getString());
    } catch (DateTimeException e) {
      reject("timestamp-malformed", path() + " is not a point in time", hint);
      return null;
    }
  }

  public List<String> texts() {
    return Values.texts(parser, this);
  }

  /** An object whose values are text, numbers, truth values, or arrays of these. */
  public Map<String, List<String>> textLists() {
    return Values.textLists(parser, this);
  }

  /** An object whose values are text, numbers or truth values. */
  public Map<String, String> textMap() {
    return Values.textMap(parser, this);
  }

  /** Any JSON object, as compact text. */
  public @Nullable String object() {
    return Values.object(parser, this);
  }

  /** The fields of an object within this one, or null if the value is none. */
  public @Nullable Fields nested() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return wrongType("an object in braces");
    }
    return new Fields(this);
  }

  /**
   * The objects of an array, each read by a function that reads all of its fields.
   *
   * @param most so many are kept; one more is read and given, so that too many can be told
   */
  public <T> List<T> nestedList(int most, Function<Fields, T> reader) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      List<T> none = wrongType("an array of objects");
      return none == null ? List.of() : none;
    }
    List<T> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        wrongType("an array of objects");
        continue;
      }
      T value = reader.apply(new Fields(this));
      if (values.size() <= most) {
        values.add(value);
      }
    }
    return values;
  }

  /** Notes that a field without which the record makes no sense is not there. */
  public void missing(String field) {
    reject(
        prefix + field, kebab(field) + "-missing", prefix + field + " is missing", "give " + field);
  }

  /** Notes that the present field's text can serve as no id. */
  public void invalidId() {
    reject(
        kebab(name) + "-invalid",
        path() + " is no valid id",
        "an id has 1 to 200 characters, none of them a control character");
  }

  /** A field's name as it stands in codes: marketplaceId as marketplace-id. */
  private static String kebab(String field) {
    StringBuilder kebab = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (Character.isUpperCase(c)) {
        kebab.append('-');
      }
      kebab.append(Character.toLowerCase(c));
    }
    return kebab.toString();
  }

  public void reject(String code, String message, String remedy) {
    reject(path(), code, message, remedy);
  }

  private void reject(@Nullable String field, String code, String message, String remedy) {
    if (root.rejection == null) {
      root.rejection = new Rejection(index, field, new Refusal(code, message, remedy));
    }
  }

  /** Skips the value, whatever it is. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // The only value returned is null.
  <T> @Nullable T wrongType(String right) {
    reject("field-type-wrong", path() + " is " + Values.kind(parser.currentToken()), right);
    parser.skipChildren();
    return null;
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // The only value returned is null.
  private <T> @Nullable T outOfRange(String right) {
    reject("number-out-of-range", path() + " is too large or too precise", right);
    return null;
  }

  @Nullable String wellFormed(String text) {
    if (Text.isWellFormed(text)) {
      return text;
    }
    reject(
        "text-malformed",
        path() + " holds a NUL or half of a surrogate pair",
        "send valid Unicode without U+0000");
    return null;
  }

  private String path() {
    return prefix + name;
  }
}
