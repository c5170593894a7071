package io.hindsight.app.importing;

import io.hindsight.app.importing.Part.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Interactions from a file with one JSON object a line, in the API's names or the csv's. */
public final class JsonLinesSource {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Mapping mapping;
  private final String defaultType;

  private JsonLinesSource(Path file, Mapping mapping, String defaultType) {
    this.file = TextFiles.require(file);
    this.mapping = mapping;
    this.defaultType = defaultType;
  }

  public static DataSet open(Path file, Mapping mapping, String defaultType) {
    JsonLinesSource source = new JsonLinesSource(file, mapping, defaultType);
    return new DataSet(
        file.getFileName() + " (jsonl)",
        "jsonl " + mapping.theirs() + " " + defaultType,
        List.of(new Part(Target.INTERACTIONS, file, 0, source::read)),
        List.of(),
        null);
  }

  private RowReader read(String fingerprint) throws IOException {
    InteractionRows rows = new InteractionRows(defaultType, fingerprint);
    BufferedReader reader = TextFiles.text(file, StandardCharsets.UTF_8);
    return new RowReader() {
      private long line;

      @Override
      public @Nullable Row next() throws IOException {
        String text;
        do {
          text = reader.readLine();
          line++;
        } while (text != null && text.isBlank());
        return text == null ? null : row(rows, line, text);
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }

  private Row row(InteractionRows rows, long line, String text) {
    JsonNode object;
    try {
      object = JSON.readTree(text);
    } catch (JacksonException e) {
      return new Row.Bad(line, "json-malformed", "is not one JSON object");
    }
    if (!object.isObject()) {
      return new Row.Bad(line, "json-malformed", "is not one JSON object");
    }
    Map<String, String> fields = new HashMap<>();
    for (String ours : InteractionRows.FIELDS) {
      JsonNode value = find(object, ours);
      if (value != null && !value.isNull()) {
        if (value.isContainer()) {
          return new Row.Bad(line, ours + "-unreadable", ours + " must be a text or a number");
        }
        fields.put(ours, value.asString());
      }
    }
    return rows.row(line, fields);
  }

  private @Nullable JsonNode find(JsonNode object, String ours) {
    for (String name : mapping.candidates(ours)) {
      JsonNode value = object.get(name);
      if (value != null) {
        return value;
      }
    }
    JsonNode context = object.path("context");
    return InteractionRows.CONTEXT.contains(ours)
        ? context.get(InteractionRows.apiName(ours))
        : null;
  }
}
