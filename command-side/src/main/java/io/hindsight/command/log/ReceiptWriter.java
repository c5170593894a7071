package io.hindsight.command.log;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.contracts.serving.ServedList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes what is kept of a list field by field, just as its record says. It is what is written
 * most, and by reflection it took as long as finding the list.
 */
final class ReceiptWriter extends StdSerializer<ServedList> {
  /** The attribute that holds the items in JSON, where they were written before. */
  static final Object ITEMS = new Object();

  ReceiptWriter() {
    super(ServedList.class);
  }

  @Override
  public void serialize(ServedList list, JsonGenerator json, SerializationContext context) {
    json.writeStartObject();
    json.writeObjectPropertyStart("request");
    write(list.request(), json, context);
    json.writeEndObject();
    json.writeObjectPropertyStart("basis");
    write(list.basis(), json);
    json.writeEndObject();
    if (context.getAttribute(ITEMS) instanceof SerializableString written) {
      json.writeName("items");
      json.writeRawValue(written);
    } else {
      json.writeObjectPropertyStart("items");
      write(list.items(), json);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void write(ListRequest request, JsonGenerator json, SerializationContext context) {
    json.writeStringProperty("kind", request.kind().wireName());
    if (request.subjectId() != null) {
      json.writeStringProperty("subjectId", request.subjectId().value());
    }
    if (request.itemId() != null) {
      json.writeStringProperty("itemId", request.itemId().value());
    }
    json.writeStringProperty("placement", request.placement().value());
    json.writeNumberProperty("n", request.n());
    if (Double.compare(request.diversity(), 0) != 0) {
      json.writeNumberProperty("diversity", request.diversity());
    }
    if (request.windowDays() != 0) {
      json.writeNumberProperty("windowDays", request.windowDays());
    }
    if (!request.filter().equals(ListFilter.NONE)) {
      json.writeName("filter");
      context.writeValue(json, request.filter());
    }
  }

  private static void write(Basis basis, JsonGenerator json) {
    if (basis.model() != null) {
      json.writeStringProperty("model", basis.model());
    }
    json.writeNumberProperty("epoch", basis.epoch().value());
    json.writeNumberProperty("catalog", basis.catalog().value());
    if (basis.person() != null) {
      json.writeNumberProperty("person", basis.person().value());
    }
    json.writeNumberProperty("revision", basis.placementRevision());
    json.writeNumberProperty("seed", basis.seed());
    if (basis.halfLifeHours() != null) {
      json.writeNumberProperty("halfLifeHours", basis.halfLifeHours());
    }
    if (basis.rules() != null) {
      json.writeNumberProperty("rules", basis.rules());
    }
    json.writeStringProperty("now", basis.now().toString());
  }

  private static void write(ServedItems items, JsonGenerator json) {
    if (!items.ids().isEmpty()) {
      json.writeArrayPropertyStart("ids");
      for (ItemId id : items.ids()) {
        json.writeString(id.value());
      }
      json.writeEndArray();
    }
    write("scores", items.scores(), json);
    write("propensities", items.propensities(), json);
  }

  private static void write(String name, List<Float> numbers, JsonGenerator json) {
    if (!numbers.isEmpty()) {
      json.writeArrayPropertyStart(name);
      for (float number : numbers) {
        json.writeNumber(number);
      }
      json.writeEndArray();
    }
  }
}
