package io.hindsight.api.lists;

import io.hindsight.api.lists.ListView.Entry;
import io.hindsight.api.lists.ListView.Model;
import io.hindsight.api.lists.ListView.Seen;
import io.hindsight.api.lists.ListView.Why;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes a list field by field. It is the answer given most; by reflection it took as long as its
 * ranking.
 */
final class ListWriter extends StdSerializer<ListView> {
  ListWriter() {
    super(ListView.class);
  }

  @Override
  public void serialize(ListView list, JsonGenerator json, SerializationContext context) {
    json.writeStartObject();
    json.writeStringProperty("recommendationId", list.recommendationId());
    if (list.receiptSample() != null) {
      json.writeNumberProperty("receiptSample", list.receiptSample());
    }
    if (list.written() == null) {
      json.writeArrayPropertyStart("items");
      for (Entry item : list.items()) {
        write(item, json);
      }
      json.writeEndArray();
    } else {
      json.writeName("items");
      json.writeRawValue(list.written());
    }
    json.writeStringProperty("placement", list.placement());
    json.writeStringProperty("algorithm", list.algorithm());
    write(list.model(), json);
    json.writeStringProperty("variant", list.variant());
    write(list.positions(), json);
    json.writeEndObject();
  }

  private static void write(Entry item, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("itemId", item.itemId());
    json.writeNumberProperty("rank", item.rank());
    json.writeNumberProperty("score", item.score());
    if (item.title() != null) {
      json.writeStringProperty("title", item.title());
    }
    json.writeArrayPropertyStart("reasons");
    for (Why reason : item.reasons()) {
      write(reason, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Why reason, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("code", reason.code());
    json.writeStringProperty("text", reason.text());
    if (reason.itemId() != null) {
      json.writeStringProperty("itemId", reason.itemId());
    }
    if (reason.category() != null) {
      json.writeStringProperty("category", reason.category());
    }
    if (reason.brand() != null) {
      json.writeStringProperty("brand", reason.brand());
    }
    json.writeNumberProperty("weight", reason.weight());
    json.writeEndObject();
  }

  private static void write(@Nullable Model model, JsonGenerator json) {
    if (model == null) {
      json.writeNullProperty("model");
      return;
    }
    json.writeObjectPropertyStart("model");
    json.writeNumberProperty("version", model.version());
    json.writeStringProperty("contentHash", model.contentHash());
    json.writeEndObject();
  }

  private static void write(Seen positions, JsonGenerator json) {
    json.writeObjectPropertyStart("positions");
    json.writeNumberProperty("epoch", positions.epoch());
    json.writeNumberProperty("catalog", positions.catalog());
    if (positions.person() != null) {
      json.writeNumberProperty("person", positions.person());
    }
    json.writeEndObject();
  }
}
