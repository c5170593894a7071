package io.hindsight.api.json;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Values of more than one token. */
final class Values {
  private static final JsonFactory WRITERS = new JsonFactory();
  private static final String SCALAR = "text, a number or a truth value";

  private Values() {}

  static List<String> texts(JsonParser parser, Fields in) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      in.<Object>wrongType("an array of texts");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String text = in.text();
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  static Map<String, List<String>> textLists(JsonParser parser, Fields in) {
    return map(parser, in, () -> list(parser, in));
  }

  static Map<String, String> textMap(JsonParser parser, Fields in) {
    return map(parser, in, () -> scalar(parser, in));
  }

  private static <V> Map<String, V> map(
      JsonParser parser, Fields in, Supplier<? extends @Nullable V> value) {
    Map<String, V> map = new LinkedHashMap<>();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      in.<Object>wrongType("an object in braces");
      return map;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = in.wellFormed(parser.currentName());
      parser.nextToken();
      V read = value.get();
      if (key != null && read != null && map.put(key, read) != null) {
        duplicate(in);
      }
    }
    return map;
  }

  private static List<String> list(JsonParser parser, Fields in) {
    List<String> values = new ArrayList<>(1);
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        add(values, scalar(parser, in));
      }
    } else {
      add(values, scalar(parser, in));
    }
    return values;
  }

  private static void add(List<String> values, @Nullable String value) {
    if (value != null) {
      values.add(value);
    }
  }

  private static @Nullable String scalar(JsonParser parser, Fields in) {
    JsonToken token = parser.currentToken();
    if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      return in.wrongType(SCALAR);
    }
    return in.wellFormed(parser.getString());
  }

  /** Copies token by token, and looks for doubled keys at every depth on the way. */
  static @Nullable String object(JsonParser parser, Fields in) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return in.wrongType("an object in braces");
    }
    StringWriter text = new StringWriter();
    Deque<Set<String>> keys = new ArrayDeque<>();
    try (JsonGenerator copy = WRITERS.createGenerator(ObjectWriteContext.empty(), text)) {
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        switch (token) {
          case START_OBJECT -> keys.push(new HashSet<>());
          case END_OBJECT -> keys.pop();
          case PROPERTY_NAME -> {
            in.wellFormed(parser.currentName());
            if (!keys.element().add(parser.currentName())) {
              duplicate(in);
            }
          }
          case VALUE_STRING -> in.wellFormed(parser.getString());
          default -> {}
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        copy.copyCurrentEventExact(parser);
      } while (depth > 0 && parser.nextToken() != null);
    }
    return text.toString();
  }

  private static void duplicate(Fields in) {
    in.reject("record-duplicate-key", in.name() + " has a key twice", "give each key once");
  }

  static String kind(@Nullable JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      case null, default -> "nothing";
    };
  }
}
