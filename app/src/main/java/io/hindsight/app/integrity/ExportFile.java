package io.hindsight.app.integrity;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.command.seal.ExportCheck.Export;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of events in their stored form, one a line. */
final class ExportFile implements Export {
  /** A key given twice is read by some as the first and by others as the second. */
  static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final List<String> NUMBERS = List.of("position", "sequence");
  private static final List<String> TEXTS =
      List.of("id", "kind", "stream", "type", "revision", "recordedAt", "metadata", "payload");

  private final Path file;

  ExportFile(Path file) {
    this.file = file;
  }

  @Override
  public void forEach(Consumer<StoredEvent> consumer) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          consumer.accept(event(line, number));
        }
      }
    }
  }

  private StoredEvent event(String line, long number) {
    JsonNode event;
    try {
      event = JSON.readTree(line);
    } catch (JacksonException e) {
      throw noEvent(number, "it breaks off, or is no JSON");
    }
    if (event.has("code")) {
      throw noEvent(number, event.path("detail").asString("the export failed"));
    }
    String fault = fault(event);
    if (fault != null) {
      throw noEvent(number, fault);
    }
    return event(event);
  }

  /** Whatever is not hashed must not be there, or could be taken for what is. */
  static @Nullable String fault(JsonNode event) {
    for (String field : NUMBERS) {
      if (!event.path(field).isIntegralNumber() || !event.path(field).canConvertToLong()) {
        return field + " is no whole number";
      }
    }
    for (String field : TEXTS) {
      if (!event.path(field).isString()) {
        return field + " is no text";
      }
    }
    if (event.path("position").asLong() < 0) {
      return "position is negative";
    }
    return event.size() == NUMBERS.size() + TEXTS.size() ? null : "it has fields of its own";
  }

  static StoredEvent event(JsonNode event) {
    return new StoredEvent(
        new LogPosition(event.path("position").asLong()),
        event.path("id").asString(),
        event.path("kind").asString(),
        event.path("stream").asString(),
        event.path("sequence").asLong(),
        event.path("type").asString(),
        event.path("revision").asString(),
        event.path("recordedAt").asString(),
        event.path("metadata").asString(),
        event.path("payload").asString());
  }

  private CommandFailed noEvent(long number, String why) {
    return new CommandFailed(
        "line %d of %s holds no stored event: %s".formatted(number, file, why),
        "export it again, from /v1/audit/events?form=stored with Accept: application/x-ndjson");
  }
}
