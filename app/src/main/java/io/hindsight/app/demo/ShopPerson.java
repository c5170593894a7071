package io.hindsight.app.demo;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who shops.
 *
 * @param favourites categories, dearest first; what else they look at is chance
 * @param purse 0 buys the cheapest, 1 the dearest
 * @param loyalty to the brand of that index on every shelf
 */
public record ShopPerson(
    String userId, String name, List<String> favourites, double purse, int loyalty) {
  public ShopPerson {
    favourites = List.copyOf(favourites);
  }

  /** As the API wants it. The preferences are left out: they are for a recommender to find. */
  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("userId", userId)
        .put("name", name)
        .put("email", userId + "@shop.example");
  }
}
