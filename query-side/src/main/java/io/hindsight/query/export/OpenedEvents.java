package io.hindsight.query.export;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import io.hindsight.contracts.subjects.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stored events with the person's envelopes opened, wherever they stand, and what they say in plain
 * words. It is done on what is stored and not on today's classes, so that old revisions are shown
 * as they are.
 */
final class OpenedEvents {
  private static final String ERASED = "erased";

  private static final JsonMapper JSON = OwnLists.JSON;

  private final Subjects subjects;

  OpenedEvents(Subjects subjects) {
    this.subjects = subjects;
  }

  /**
   * @param json a JSON object
   */
  record Opened(String account, String json) {}

  Opened open(StoredEvent event, SubjectId subject) {
    JsonNode payload =
        opened(JSON.readTree(OwnLists.only(subject, event).payload()), subject.value() + ".");
    return new Opened(account(event.type(), payload), JSON.writeValueAsString(payload));
  }

  private JsonNode opened(JsonNode node, String envelope) {
    switch (node) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
          object.set(field.getKey(), opened(field.getValue(), envelope));
        }
        return object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, opened(array.get(i), envelope));
        }
        return array;
      }
      default -> {
        return node.isString() && node.asString().startsWith(envelope)
            ? JsonNodeFactory.instance.stringNode(text(node.asString()))
            : node;
      }
    }
  }

  private String text(String envelope) {
    return switch (subjects.open(Personal.parse(envelope))) {
      case Disclosed.Clear(String text) -> text;
      case Disclosed.Erased() -> ERASED;
    };
  }

  private static String account(String type, JsonNode event) {
    return switch (type) {
      case "interaction.InteractionRecorded" -> did(event);
      case "interaction.InteractionRetracted" ->
          "This was taken back: " + did(event.path("recorded"));
      case "impression.ImpressionRecorded" -> saw(event);
      case "profile.ProfileCreated" -> "A profile was made.";
      case "profile.ProfileRevised" -> "The profile was replaced.";
      case "consent.ConsentChanged" ->
          "The consent was changed to: " + event.path("consent").asString("") + ".";
      case "serving.RecommendationServed" -> shown(event);
      case "audit.RecordsRead" ->
          "%s looked at your records: %s."
              .formatted(
                  event.path("auditor").asString("Somebody"), event.path("what").asString(""));
      case "erasure.ErasureRequested" -> "Erasure was asked for.";
      default -> "";
    };
  }

  private static String did(JsonNode event) {
    String value = event.has("value") ? " with the value " + event.get("value").asDouble() : "";
    return "%s of item %s at %s%s."
        .formatted(
            event.path("type").asString("").replace('_', ' '),
            event.path("itemId").asString(""),
            event.path("occurredAt").asString(""),
            value);
  }

  private static String saw(JsonNode event) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : event.path("items")) {
      String clicked = item.path("clicked").asBoolean(false) ? " (clicked)" : "";
      items.add(item.path("itemId").asString("") + clicked);
    }
    return "Shown at %s: %s.".formatted(event.path("occurredAt").asString(""), named(items));
  }

  private static String shown(JsonNode event) {
    List<String> accounts = new ArrayList<>();
    for (JsonNode list : event.has("lists") ? event.path("lists") : List.of(event)) {
      List<String> ids = new ArrayList<>();
      list.path("items").path("ids").forEach(id -> ids.add(id.asString("")));
      accounts.add("A list was shown: " + named(ids) + ".");
    }
    return String.join(" ", accounts);
  }

  private static String named(List<String> items) {
    return String.join(", ", items);
  }
}
