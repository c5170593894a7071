package io.hindsight.app.demo;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody did in the shop.
 *
 * @param number value of a rating, seconds of a dwell, quantity of a purchase
 * @param price of one, of a purchase
 * @param query of a search click
 */
public record ShopInteraction(
    String userId,
    String itemId,
    String type,
    Instant timestamp,
    String sessionId,
    int number,
    @Nullable BigDecimal price,
    @Nullable String query) {

  /** As the API wants it. */
  public ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("userId", userId)
            .put("itemId", itemId)
            .put("type", type)
            .put("timestamp", timestamp.toString());
    switch (type) {
      case "rating" -> json.put("value", number);
      case "dwell" -> json.put("seconds", number);
      case "purchase" ->
          json.put("quantity", number).put("unitPrice", price).put("currency", "EUR");
      case "search_click" -> json.put("query", query);
      default -> {
        // The type says it all.
      }
    }
    json.putObject("context").put("sessionId", sessionId);
    return json;
  }
}
