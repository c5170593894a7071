package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.log.EventTypes;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.log.RecordedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every event that was ever approved reads through the real log, whatever its revision. */
class ApprovedEventsReadTest {
  private static final JsonMapper MAPPER = EventMapper.create();

  @TempDir private Path directory;

  private record Approved(Path file, String event, int revision, JsonNode sample) {}

  @Test
  void everyApprovedRevisionReadsAsTodaysEvent() throws Exception {
    Map<String, MessageType> types =
        EventTypes.all().stream().collect(Collectors.toMap(MessageType::name, Function.identity()));
    List<Approved> approved = approved();
    assertThat(approved).hasSizeGreaterThan(types.size());

    List<RecordedEvent> read = readBack(approved);

    assertThat(read).hasSameSizeAs(approved);
    for (int i = 0; i < read.size(); i++) {
      Approved stored = approved.get(i);
      MessageType type = types.get(stored.event());
      Object event = read.get(i).event();
      assertThat(event).as("%s", stored.file()).isInstanceOf(type.javaClass());
      if (stored.revision() == type.revision()) {
        assertThat(text(event)).as("%s", stored.file()).isEqualTo(text(stored.sample()));
      }
    }
  }

  private List<RecordedEvent> readBack(List<Approved> approved) throws Exception {
    Path file = directory.resolve("log.db");
    List<RecordedEvent> events = new ArrayList<>();
    try (LogStore log =
        LogStore.open(
            new LogSettings.Sqlite(file),
            MessageRegistry.ofEventsAnd(List.of()),
            TestEvents.ids())) {
      for (Approved event : approved) {
        RawRows.insert(
            file,
            "test/" + event.file().getFileName(),
            0,
            event.event(),
            Integer.toString(event.revision()),
            text(event.sample()));
      }
      log.reader().read(LogPosition.START, log.head(), events::add);
    }
    return events;
  }

  private static List<Approved> approved() throws IOException {
    Path root = Path.of(System.getProperty("hindsight.root", ".."));
    try (Stream<Path> files = Files.list(root.resolve("contracts/src/test/resources/approved"))) {
      return files.sorted().map(ApprovedEventsReadTest::parse).toList();
    }
  }

  private static Approved parse(Path file) {
    try {
      JsonNode json = MAPPER.readTree(Files.readString(file));
      return new Approved(
          file,
          json.required("event").asString(),
          json.required("revision").asInt(),
          json.required("sample"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Object json) {
    return new String(MAPPER.writeValueAsBytes(json), StandardCharsets.UTF_8);
  }
}
