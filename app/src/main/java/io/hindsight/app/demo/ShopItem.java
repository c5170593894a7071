package io.hindsight.app.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A thing in the shop.
 *
 * @param price in euros
 */
public record ShopItem(
    String itemId,
    String title,
    String category,
    String brand,
    BigDecimal price,
    List<String> tags,
    @Nullable Instant availableFrom,
    @Nullable Instant availableUntil) {

  public boolean isAvailableAt(Instant now) {
    return (availableFrom == null || !now.isBefore(availableFrom))
        && (availableUntil == null || now.isBefore(availableUntil));
  }

  /** As the API wants it. */
  public ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("itemId", itemId)
            .put("title", title)
            .put("brand", brand)
            .put("price", price)
            .put("currency", "EUR");
    json.putArray("categories").add(category);
    tags.forEach(json.putArray("tags")::add);
    if (availableFrom != null) {
      json.put("availableFrom", availableFrom.toString());
    }
    if (availableUntil != null) {
      json.put("availableUntil", availableUntil.toString());
    }
    return json;
  }
}
