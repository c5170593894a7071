package io.hindsight.app.demo;

import io.hindsight.app.client.ApiClient;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Prints what one person did and is recommended, as the API tells it. */
final class Storefront {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH).withZone(ZoneId.of("UTC"));

  private static final long SWITCH_NANOS = 5_000_000_000L;

  private final ApiClient api;
  private final PrintWriter out;
  private final Map<String, ShopItem> items = new HashMap<>();

  Storefront(ApiClient api, List<ShopItem> items, PrintWriter out) {
    this.api = api;
    this.out = out;
    items.forEach(item -> this.items.put(item.itemId(), item));
  }

  /**
   * @param position everything up to here is to be seen
   * @return how many items were recommended
   */
  int show(ShopPerson person, long position) throws InterruptedException {
    String user = "/v1/users/" + person.userId();
    JsonNode history = api.get(user + "/history?limit=8", position);
    JsonNode list = personalList(user, position);
    out.println();
    out.println(
        person.name()
            + " ("
            + person.userId()
            + ") was made to like "
            + String.join(", ", person.favourites())
            + ". Hindsight knows only what they did, lately:");
    out.println();
    for (JsonNode deed : history.path("interactions")) {
      ShopItem item = items.get(deed.path("itemId").asString(""));
      out.printf(
          "  %-17s %-13s %-42s %s%n",
          WHEN.format(Instant.parse(deed.path("timestamp").asString("1970-01-01T00:00:00Z"))),
          deed.path("type").asString("").replace('_', ' '),
          item == null ? "" : item.title(),
          item == null ? "" : item.category());
    }
    out.println();
    out.println("Recommended to " + person.name() + ", by " + scorer(list) + ":");
    out.println();
    int shown = 0;
    for (JsonNode entry : list.path("items")) {
      ShopItem item = items.get(entry.path("itemId").asString(""));
      out.printf(
          "  %2d  %-42s %-13s %8s  %s%n",
          ++shown,
          item == null ? entry.path("itemId").asString("") : item.title(),
          item == null ? "" : item.category(),
          item == null ? "" : item.price() + " €",
          reason(entry));
    }
    return shown;
  }

  /** The new model is listed as active a moment before it serves. */
  private JsonNode personalList(String user, long position) throws InterruptedException {
    long deadline = System.nanoTime() + SWITCH_NANOS;
    while (true) {
      JsonNode list = api.get(user + "/recommendations?n=8", position);
      if (list.path("algorithm").asString("").equals("item-knn") || System.nanoTime() >= deadline) {
        return list;
      }
      Thread.sleep(200);
    }
  }

  private static String scorer(JsonNode list) {
    JsonNode version = list.path("model").path("version");
    return list.path("algorithm").asString("nothing that it names")
        + (version.isNumber() ? " version " + version.asInt() : "");
  }

  private static String reason(JsonNode entry) {
    JsonNode first = entry.path("reasons").path(0);
    return first.isObject() ? first.path("text").asString("") : first.asString("");
  }
}
