package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.StoredData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was answered then is answered again, whatever happened since. */
class AsOfTest {
  private static final Seed SEED = Seed.of(AsOfTest.class);
  private static final int STEPS = 24;
  private static final List<String> USERS = List.of("ann", "bob", "cleo");
  private static final List<String> ITEMS = List.of("tea", "5", "a/b \"c\" é", "cup", "pot", "50");
  private static final List<String> TYPES =
      List.of("view", "like", "purchase", "rating", "dwell", "dismiss", "add_to_cart");

  /** An epoch with every event, so that a live list is made of all that was there. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "hindsight.serving.epoch-events", "1",
          "hindsight.serving.checkpoint-events", "25",
          "hindsight.training.at-start", "false");

  @TempDir Path data;
  private final SplittableRandom random = SEED.random(0);
  private final List<String> interactions = new ArrayList<>();

  /** What was answered at a position of the log. */
  private record Seen(String path, long at, int status, JsonNode body) {}

  private final List<Seen> seen = new ArrayList<>();

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private long somethingHappens(TestServer server, int step) {
    if (step == STEPS / 2) {
      server.train();
    }
    return switch (random.nextInt(9)) {
      case 0, 1 -> list(server, any(ITEMS));
      case 2 -> interactions.isEmpty() ? list(server, any(ITEMS)) : retract(server);
      case 3 -> position(server.delete("/v1/items/" + encoded(any(ITEMS))));
      case 4 ->
          position(
              server.put(
                  "/v1/users/" + any(USERS),
                  "{\"name\":\"N%d\",\"preferences\":{\"categories\":[\"ware\"]}}"
                      .formatted(random.nextInt(9))));
      case 5 -> placement(server);
      case 6 ->
          position(
              server.put(
                  "/v1/users/" + any(USERS) + "/consent",
                  "{\"consent\":\"%s\"}".formatted(any(List.of("full", "limited")))));
      default -> record(server);
    };
  }

  private long list(TestServer server, String item) {
    return position(
        server.put(
            "/v1/items/" + encoded(item),
            "{\"title\":\"T%d\",\"categories\":[\"%s\"],\"brand\":\"B%d\",\"price\":%d.50,\"currency\":\"EUR\"}"
                .formatted(
                    random.nextInt(9),
                    any(List.of("tea", "ware")),
                    random.nextInt(3),
                    random.nextInt(20))));
  }

  private long retract(TestServer server) {
    String id = interactions.remove(random.nextInt(interactions.size()));
    return position(server.delete("/v1/interactions/" + id));
  }

  private long placement(TestServer server) {
    String body =
        "{\"name\":\"Home\",\"algorithm\":\"%s\",\"listLength\":%d}"
            .formatted(any(List.of("item-knn", "popularity")), 2 + random.nextInt(5));
    Answer changed = server.put("/v1/placements/home", body);
    return position(
        changed.status() == 404
            ? server.post("/v1/placements", body.replaceFirst("\\{", "{\"placementId\":\"home\","))
            : changed);
  }

  private long record(TestServer server) {
    long last = 0;
    for (int i = 0; i < 4; i++) {
      String type = any(TYPES);
      String more =
          switch (type) {
            case "rating" -> ",\"value\":" + (1 + random.nextInt(5));
            case "dwell" -> ",\"seconds\":" + random.nextInt(100) + ".25";
            case "purchase" -> ",\"unitPrice\":4.50,\"currency\":\"EUR\"";
            default -> "";
          };
      Answer answer =
          server.post(
              "/v1/interactions",
              "{\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"%s\"%s}"
                  .formatted(any(USERS), json(any(ITEMS)), type, more));
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
      interactions.add(answer.body().get("interactionIds").get(0).asString());
      last = answer.position();
    }
    return last;
  }

  private static long position(Answer answer) {
    return answer.status() == 404 || answer.status() == 409 ? 0 : answer.position();
  }

  private static List<String> views() {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/v1/items?limit=3",
                "/v1/placements",
                "/v1/placements/home",
                "/v1/models",
                "/v1/quality"));
    for (String user : USERS) {
      paths.add("/v1/users/" + user);
      paths.add("/v1/users/" + user + "/history?limit=3");
      paths.add("/v1/users/" + user + "/features");
      paths.add("/v1/users/" + user + "/consent");
    }
    for (String item : ITEMS) {
      paths.add("/v1/items/" + encoded(item));
      paths.add("/v1/items/" + encoded(item) + "/features");
    }
    return paths;
  }

  private static List<String> lists() {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/v1/popular", "/v1/popular?window=7d&n=3", "/v1/trending", "/v1/items/5/similar"));
    USERS.forEach(user -> paths.add("/v1/users/" + user + "/recommendations"));
    return paths;
  }

  private void look(TestServer server, long position) {
    for (String path : views()) {
      Answer answer = server.seen(path, position);
      assertThat(answer.status()).as(path + " " + answer.body()).isIn(200, 404);
      seen.add(new Seen(path, position, answer.status(), told(answer)));
    }
    for (String path : lists()) {
      Answer answer = server.seen(path, position);
      long at = answer.status() == 200 ? answer.body().at("/positions/catalog").asLong() : position;
      seen.add(new Seen(path, at, answer.status(), told(answer)));
    }
  }

  /** Without what names the one answer: its receipt, its trace, and what of it was read when. */
  private static JsonNode told(Answer answer) {
    if (answer.body() instanceof ObjectNode body) {
      body.remove(List.of("recommendationId", "traceId"));
      if (body.get("positions") instanceof ObjectNode positions) {
        body.put("positions", positions.has("person") ? "of a person" : "of nobody");
      }
    }
    return answer.body();
  }

  private static Answer asOf(TestServer server, String path, Object moment) {
    return server.get(
        path + (path.contains("?") ? "&" : "?") + "asOf=" + encoded(moment.toString()));
  }

  private void assertThatThePastStands(TestServer server) {
    int lists = served();
    for (Seen then : seen) {
      Answer again = asOf(server, then.path(), then.at());
      String what = "seed %s, %s as of %d".formatted(SEED, then.path(), then.at());
      assertThat(again.status()).as(what + again.body()).isEqualTo(then.status());
      if (again.status() == 200) {
        assertThat(again.headers().firstValue("Hindsight-As-Of")).contains("" + then.at());
        assertThat(again.headers().firstValue("Hindsight-As-Of-Cost").orElseThrow())
            .matches("from=\\d+, events=\\d+, milliseconds=\\d+, limit=1000000");
      }
      assertThat(told(again).toString()).as(what).isEqualTo(then.body().toString());
    }
    assertThat(served()).as("no receipt").isEqualTo(lists);
  }

  private int served() {
    return StoredData.receipts(data).size();
  }

  private static long head(TestServer server) {
    return server.get("/v1/views").body().get("head").asLong();
  }

  @Test
  void everyReadIsAnsweredAsItWasThen() throws Exception {
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      long position = list(server, "tea");
      record(server);
      for (int step = 0; step < STEPS; step++) {
        position = Math.max(somethingHappens(server, step), head(server));
        if (step % 3 == 0) {
          look(server, position);
        }
      }
      // Who does not allow it today is not profiled in hindsight either.
      for (String user : USERS) {
        server.put("/v1/users/" + user + "/consent", "{\"consent\":\"full\"}");
      }
      assertThatThePastStands(server);
      assertThatTimesNamePositions(server);
    }
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      record(server);
      assertThatThePastStands(server);
      System.out.printf("as of: %d answers, twice each, seed %s%n", seen.size(), SEED);
    }
  }

  private void assertThatTimesNamePositions(TestServer server) {
    Map<String, String> times = new LinkedHashMap<>();
    for (Seen then : seen) {
      Answer answer = asOf(server, "/v1/placements", then.at());
      times.put(answer.headers().firstValue("Hindsight-As-Of-Recorded").orElseThrow(), "");
    }
    for (String time : times.keySet()) {
      Answer byTime = asOf(server, "/v1/users/ann/history", time);
      assertThat(byTime.headers().firstValue("Hindsight-As-Of-Recorded")).contains(time);
      String at = byTime.headers().firstValue("Hindsight-As-Of").orElseThrow();
      assertThat(asOf(server, "/v1/users/ann/history", at).body()).isEqualTo(byTime.body());
    }
  }
}
