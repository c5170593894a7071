package io.hindsight.api.people;

import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.queries.ViewAnswer.ExportPage;
import io.hindsight.contracts.queries.ViewAnswer.ExportedEvent;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** An export as JSON, written piece by piece. */
final class ExportWriter implements AutoCloseable {
  private static final String ABOUT =
      "This is everything that is kept about you here. 'profile' is what was told about you;"
          + " 'consent' is what you allow; 'features' are counts made from what you did. 'events' is"
          + " every record about you, in the order in which it was stored: what you did, what was"
          + " taken back, what you were shown, what you changed, and which auditors looked at any of"
          + " it. 'account' says each in plain"
          + " words, 'data' is the record itself. 'subjectId' is the random name under which your"
          + " records are kept; nothing but the user id and this leads to you. What is only counted"
          + " over many people is not in here.";

  /** What was begun and not ended stays open. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

  private final JsonGenerator out;
  private final Map<String, Long> counts = new TreeMap<>();

  ExportWriter(OutputStream stream) {
    this.out = JSON.createGenerator(stream);
  }

  void begin(UserId user, ExportPage first, PersonSheets.Sheet sheet) {
    out.writeStartObject();
    out.writeStringProperty("about", ABOUT);
    out.writeStringProperty("userId", user.value());
    out.writeStringProperty("subjectId", first.subjectId().value());
    out.writeNumberProperty("position", first.upTo().value());
    out.writeStringProperty("consent", sheet.consent().consent());
    out.writePOJOProperty("profile", sheet.profile());
    out.writePOJOProperty("features", sheet.features());
    out.writeArrayPropertyStart("events");
  }

  void events(List<ExportedEvent> events) {
    for (ExportedEvent event : events) {
      counts.merge(event.type(), 1L, Long::sum);
      out.writeStartObject();
      out.writeNumberProperty("position", event.position().value());
      out.writeStringProperty("recordedAt", event.recordedAt().toString());
      out.writeStringProperty("type", event.type());
      if (!event.account().isEmpty()) {
        out.writeStringProperty("account", event.account());
      }
      out.writeName("data");
      out.writeRawValue(event.data());
      out.writeEndObject();
    }
    out.flush();
  }

  void end() {
    out.writeEndArray();
    out.writePOJOProperty("counts", counts);
    out.writeBooleanProperty("complete", true);
    out.writeEndObject();
  }

  /** Without {@link #end} the JSON stays open: nobody takes a part for the whole. */
  @Override
  public void close() {
    out.close();
  }
}
