package io.hindsight.query.export;

import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.Stream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of several people may share an event: what one of them may see of it. */
public final class OwnLists {
  /** Decimals as they were stored. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private OwnLists() {}

  /** The event with the person's lists alone, each with its id; any other event as it is. */
  public static StoredEvent only(SubjectId subject, StoredEvent event) {
    if (!event.kind().equals(Stream.RECOMMENDATION)) {
      return event;
    }
    try {
      return JSON.readTree(event.payload()) instanceof ObjectNode payload
              && payload.path("lists") instanceof ArrayNode lists
          ? event.withPayload(JSON.writeValueAsString(own(payload, lists, subject)))
          : event;
    } catch (JacksonException e) {
      return event; // What was altered is shown as it stands.
    }
  }

  private static ObjectNode own(ObjectNode payload, ArrayNode lists, SubjectId subject) {
    RecommendationId first = new RecommendationId(payload.required("id").asString());
    List<JsonNode> own = new ArrayList<>();
    for (int place = 0; place < lists.size(); place++) {
      if (lists.get(place) instanceof ObjectNode list
          && list.path("request").path("subjectId").asString("").equals(subject.value())) {
        list.put("id", first.at(place).value());
        own.add(list);
      }
    }
    lists.removeAll();
    lists.addAll(own);
    payload.remove("id"); // Maybe somebody else's.
    return payload;
  }
}
