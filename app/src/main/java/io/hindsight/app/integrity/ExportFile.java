package io.hindsight.app.integrity;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.command.seal.ExportCheck.Export;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of events in their stored form, one a line. */
final class ExportFile implements Export {
  private static final JsonMapper JSON = JsonMapper.builder().build();

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
    return read(event, number);
  }

  /** Texts must be texts: what was parsed and written again has another hash. */
  private StoredEvent read(JsonNode event, long number) {
    if (!event.path("position").isIntegralNumber() || !event.path("payload").isString()) {
      throw noEvent(number, "it has no position, or its payload is no text");
    }
    return event(event);
  }

  static StoredEvent event(JsonNode event) {
    return new StoredEvent(
        new LogPosition(event.path("position").asLong()),
        event.path("id").asString(""),
        event.path("kind").asString(""),
        event.path("stream").asString(""),
        event.path("sequence").asLong(-1),
        event.path("type").asString(""),
        event.path("revision").asString(""),
        event.path("recordedAt").asString(""),
        event.path("metadata").asString(""),
        event.path("payload").asString(""));
  }

  private CommandFailed noEvent(long number, String why) {
    return new CommandFailed(
        "line %d of %s holds no stored event: %s".formatted(number, file, why),
        "export it again, from /v1/audit/events?form=stored with Accept: application/x-ndjson");
  }
}
