package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** What goes on in a shop: people, a catalog that changes, things taken back, other settings. */
final class ShopTraffic {
  private static final int USERS = 40;
  private static final int ITEMS = 80;
  private static final int SHY = 8;
  private static final List<String> TYPES =
      List.of("view", "click", "like", "share", "add_to_cart", "purchase", "dismiss");
  private static final List<String> CATEGORIES = List.of("tea", "ware", "books");

  private final TestServer server;
  private final SplittableRandom random;
  private final List<String> recent = new ArrayList<>();

  ShopTraffic(TestServer server, SplittableRandom random) {
    this.server = server;
    this.random = random;
  }

  /** The path of some list, of any kind. */
  static String list(SplittableRandom random) {
    String n = "?n=" + (1 + random.nextInt(20));
    String path =
        switch (random.nextInt(8)) {
          case 0 ->
              "/v1/popular" + n + "&window=" + pick(random, List.of("1d", "7d", "30d", "all"));
          case 1 -> "/v1/trending" + n;
          case 2 -> "/v1/items/i" + random.nextInt(ITEMS) + "/similar" + n;
          case 3 -> "/v1/users/stranger-" + random.nextInt(1_000) + "/recommendations" + n;
          case 4 -> "/v1/users/shy-" + random.nextInt(SHY) + "/recommendations" + n + own(random);
          default -> "/v1/users/u" + random.nextInt(USERS) + "/recommendations" + n + own(random);
        };
    return path + filter(random);
  }

  private static String own(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> "&diversity=0." + (1 + random.nextInt(9));
      case 1 -> "&includeConsumed=true";
      default -> "";
    };
  }

  private static String filter(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> "&category=" + pick(random, CATEGORIES);
      case 1 -> "&minPrice=" + random.nextInt(10) + ".50&maxPrice=30";
      case 2 -> "&exclude=i" + random.nextInt(ITEMS) + "&exclude=i" + random.nextInt(ITEMS);
      case 3 -> "&attr=colour:red";
      default -> "";
    };
  }

  void open() {
    for (int item = 0; item < ITEMS; item++) {
      list("i" + item);
    }
    for (int shy = 0; shy < SHY; shy++) {
      say("shy-" + shy);
    }
    for (int i = 0; i < 30; i++) {
      record(1 + random.nextInt(30));
    }
  }

  /** Something happens again and again, until it is false. */
  void keepBusy(AtomicBoolean open) {
    while (open.get()) {
      switch (random.nextInt(20)) {
        case 0, 1 -> list("i" + random.nextInt(ITEMS));
        case 2 -> delist("i" + random.nextInt(ITEMS));
        case 3, 4 -> retract();
        case 5 -> changePlacement();
        case 6 -> say("u" + random.nextInt(USERS));
        case 7 -> say("shy-" + random.nextInt(SHY));
        default -> record(1 + random.nextInt(4));
      }
    }
  }

  private void list(String item) {
    String until = random.nextInt(12) == 0 ? ",\"availableUntil\":\"2026-01-01T00:00:00Z\"" : "";
    is2xx(
        server.put(
            "/v1/items/" + item,
            "{\"title\":\"%s\",\"categories\":[\"%s\"],\"price\":%d.25,\"currency\":\"EUR\",\"attributes\":{\"colour\":\"%s\"}%s}"
                .formatted(
                    item,
                    pick(random, CATEGORIES),
                    1 + random.nextInt(40),
                    random.nextBoolean() ? "red" : "blue",
                    until)));
  }

  private void delist(String item) {
    Answer answer = server.delete("/v1/items/" + item);
    assertThat(answer.status()).as(answer.body().toString()).isLessThan(500);
  }

  private void retract() {
    if (!recent.isEmpty()) {
      is2xx(server.delete("/v1/interactions/" + recent.remove(random.nextInt(recent.size()))));
    }
  }

  private void changePlacement() {
    is2xx(
        server.put(
            "/v1/placements/home",
            "{\"algorithm\":\"%s\",\"listLength\":%d,\"diversity\":0.%d,\"consumedBy\":[\"purchase\"%s]}"
                .formatted(
                    random.nextInt(4) == 0 ? "popularity" : "item-knn",
                    5 + random.nextInt(10),
                    random.nextInt(8),
                    random.nextBoolean() ? ",\"share\"" : "")));
  }

  /** Of people who did something already, and of some who never will. */
  private void say(String user) {
    String likes = random.nextInt(4) == 0 ? "nothing" : pick(random, CATEGORIES);
    is2xx(
        server.put(
            "/v1/users/" + user, "{\"preferences\":{\"categories\":[\"%s\"]}}".formatted(likes)));
  }

  private void record(int size) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int user = random.nextInt(USERS);
      int item =
          random.nextInt(4) == 0 ? random.nextInt(ITEMS) : random.nextInt(ITEMS / 4) * 4 + user % 4;
      String type = pick(random, TYPES);
      records.add(
          "{\"userId\":\"u%d\",\"itemId\":\"i%d\",\"type\":\"%s\"}".formatted(user, item, type));
    }
    Answer answer = server.post("/v1/interactions", "[" + String.join(",", records) + "]");
    is2xx(answer);
    answer.body().get("interactionIds").forEach(id -> recent.add(id.asString()));
    while (recent.size() > 200) {
      recent.removeFirst();
    }
  }

  private static void is2xx(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
  }

  private static String pick(SplittableRandom random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
