package io.hindsight.app.exporting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes rows of events. */
final class Tables {
  private static final String RECORDED = "interaction.InteractionRecorded";
  private static final String SHOWN = "impression.ImpressionRecorded";
  private static final String DELISTED = "catalog.ItemDelisted";

  private final EventFeed feed;
  private final LongConsumer progress;

  /** Takes rows. */
  @FunctionalInterface
  interface Rows {
    void add(ObjectNode row) throws IOException;
  }

  /**
   * @param progress hears of each position
   */
  Tables(EventFeed feed, LongConsumer progress) {
    this.feed = feed;
    this.progress = progress;
  }

  void write(Subject subject, Rows rows) {
    switch (subject) {
      case EVENTS -> events(rows);
      case INTERACTIONS -> interactions(rows);
      case IMPRESSIONS -> impressions(rows);
      case ITEMS -> items(rows);
    }
  }

  private void events(Rows rows) {
    feed.forEach(
        List.of(),
        event -> {
          ObjectNode row = JsonNodeFactory.instance.objectNode();
          for (String field : List.of("position", "id", "kind", "stream", "sequence", "type")) {
            row.set(field, event.path(field));
          }
          row.set("revision", event.path("revision"));
          row.set("recorded_at", event.path("recordedAt"));
          row.put("metadata", event.path("metadata").toString());
          row.put("payload", event.path("payload").toString());
          add(rows, event, row);
        });
  }

  private void interactions(Rows rows) {
    Gone gone = Gone.of(feed);
    feed.forEach(
        List.of(RECORDED),
        event -> {
          JsonNode payload = event.path("payload");
          if (!gone.interaction(payload)) {
            add(rows, event, interaction(event, payload));
          }
        });
  }

  private static ObjectNode interaction(JsonNode event, JsonNode payload) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.set("position", event.path("position"));
    copy(payload, "interactionId", row, "interaction_id");
    copy(payload, "subjectId", row, "user_id");
    copy(payload, "itemId", row, "item_id");
    copy(payload, "type", row, "type");
    copy(payload, "occurredAt", row, "timestamp");
    copy(payload, "value", row, "value");
    copy(payload, "seconds", row, "seconds");
    copy(payload, "quantity", row, "quantity");
    copy(payload, "unitPrice", row, "unit_price");
    copy(payload, "currency", row, "currency");
    copy(payload, "placement", row, "placement");
    copy(payload, "marketplaceId", row, "marketplace_id");
    copy(payload, "locale", row, "locale");
    copy(payload, "recommendationId", row, "recommendation_id");
    return row;
  }

  private void impressions(Rows rows) {
    Gone gone = Gone.of(feed);
    feed.forEach(
        List.of(SHOWN),
        event -> {
          progress.accept(event.path("position").asLong());
          if (gone.person(event.path("payload"))) {
            return;
          }
          for (JsonNode item : event.path("payload").path("items")) {
            add(rows, shown(event, event.path("payload"), item));
          }
        });
  }

  private static ObjectNode shown(JsonNode event, JsonNode payload, JsonNode item) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.set("log_position", event.path("position"));
    copy(payload, "impressionId", row, "impression_id");
    copy(payload, "subjectId", row, "user_id");
    copy(payload, "occurredAt", row, "timestamp");
    copy(payload, "policy", row, "policy");
    copy(item, "itemId", row, "item_id");
    copy(item, "position", row, "position");
    copy(item, "propensity", row, "propensity");
    row.put("clicked", item.path("clicked").asBoolean(false));
    copy(payload, "placement", row, "placement");
    copy(payload, "marketplaceId", row, "marketplace_id");
    copy(payload, "locale", row, "locale");
    copy(payload, "recommendationId", row, "recommendation_id");
    return row;
  }

  /** The catalog as it stood at the end of the range; it is in memory meanwhile. */
  private void items(Rows rows) {
    Map<String, ObjectNode> catalog = new TreeMap<>();
    feed.forEach(
        List.of("catalog.ItemListed", "catalog.ItemRevised", DELISTED),
        event -> {
          progress.accept(event.path("position").asLong());
          JsonNode payload = event.path("payload");
          String id = payload.path("itemId").asString("");
          if (event.path("type").asString("").equals(DELISTED)) {
            catalog.computeIfPresent(id, (same, row) -> row.put("listed", false));
          } else {
            boolean listed =
                event.path("type").asString("").endsWith("Listed")
                    || !catalog.containsKey(id)
                    || catalog.get(id).path("listed").asBoolean(true);
            catalog.put(id, item(id, payload.path("details")).put("listed", listed));
          }
        });
    catalog.values().forEach(row -> add(rows, row));
  }

  private static ObjectNode item(String id, JsonNode details) {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("item_id", id);
    copy(details, "title", row, "title");
    copy(details, "description", row, "description");
    if (details.has("category")) { // As the first revision had it.
      row.putArray("categories").add(details.path("category"));
    }
    copy(details, "categories", row, "categories");
    copy(details, "marketplaceId", row, "marketplace_id");
    copy(details, "brand", row, "brand");
    copy(details, "price", row, "price");
    copy(details, "currency", row, "currency");
    copy(details, "tags", row, "tags");
    if (details.has("attributes")) {
      row.put("attributes", details.path("attributes").toString());
    }
    copy(details, "availableFrom", row, "available_from");
    copy(details, "availableUntil", row, "available_until");
    return row;
  }

  private static void copy(JsonNode from, String theirs, ObjectNode to, String ours) {
    JsonNode value = from.path(theirs);
    if (!value.isMissingNode() && !value.isNull()) {
      to.set(ours, value);
    }
  }

  private void add(Rows rows, JsonNode event, ObjectNode row) {
    progress.accept(event.path("position").asLong());
    add(rows, row);
  }

  private static void add(Rows rows, ObjectNode row) {
    try {
      rows.add(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
