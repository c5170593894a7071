package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.server.WriteLoad.Request;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.readmodel.store.ViewStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** That every answered write is there exactly once, and the others as soon as they are repeated. */
final class StoredOnce {
  private StoredOnce() {}

  /**
   * Sends all of them again.
   *
   * @param answered with 202
   * @param others refused, or cut off: nobody knows whether they were stored
   * @return how many records there must be
   */
  static int assertKnownToTheServer(
      TestServer server, List<Request> answered, List<Request> others) {
    for (Request request : answered) {
      assertThat(accepted(server, request)).as("%s was answered", request.ids()).isZero();
    }
    for (Request request : others) {
      assertThat(accepted(server, request))
          .as("all of it or nothing")
          .isIn(0, request.ids().size());
    }
    List<Request> all = new ArrayList<>(answered);
    all.addAll(others);
    int records = all.stream().mapToInt(request -> request.ids().size()).sum();
    awaitViews(server);
    assertThat(server.get("/v1/quality").body().get("accepted").asInt()).isEqualTo(records);
    assertHistoriesHoldEachOnce(server, all);
    return records;
  }

  private static int accepted(TestServer server, Request request) {
    Answer answer = server.post("/v1/interactions", request.body());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    int accepted = answer.body().get("accepted").asInt();
    assertThat(accepted + answer.body().get("duplicates").asInt()).isEqualTo(request.ids().size());
    return accepted;
  }

  private static void awaitViews(TestServer server) {
    TestServer.awaiting(
        "all views at the head",
        () -> {
          for (JsonNode view : server.get("/v1/views").body().get("views")) {
            if (view.get("lag").asLong() > 0) {
              return false;
            }
          }
          return true;
        });
  }

  private static void assertHistoriesHoldEachOnce(TestServer server, List<Request> all) {
    Map<String, List<String>> expected = new HashMap<>();
    for (Request request : all) {
      for (int i = 0; i < request.ids().size(); i++) {
        String user = request.users().get(i);
        if (WriteLoad.isRegular(user)) {
          expected.computeIfAbsent(user, _ -> new ArrayList<>()).add(request.ids().get(i));
        }
      }
    }
    expected.forEach(
        (user, ids) ->
            assertThat(history(server, user)).as(user).containsExactlyInAnyOrderElementsOf(ids));
  }

  private static List<String> history(TestServer server, String user) {
    String path = "/v1/users/" + user + "/history?limit=100";
    List<String> shown = new ArrayList<>();
    JsonNode page = server.get(path).body();
    while (true) {
      page.get("interactions").forEach(one -> shown.add(one.get("interactionId").asString()));
      if (page.get("next").isNull()) {
        return shown;
      }
      page = server.get(path + "&after=" + page.get("next").asString()).body();
    }
  }

  /**
   * What a server that is stopped now left behind.
   *
   * @param views what it left of them
   * @param empty a directory for views that are made anew
   * @return how many rows of views were compared
   */
  static int assertInTheLogAndItsViews(
      LogSettings settings, Supplier<ViewStore> views, Path empty, int records) throws Exception {
    try (LogStore log = StoredData.log(settings)) {
      List<String> ids =
          StoredData.events(log, InteractionRecorded.class).stream()
              .map(event -> event.interactionId().value())
              .toList();
      assertThat(ids).hasSize(records).doesNotHaveDuplicates();
      return StoredData.assertViewsEqualTheLog(log, views.get(), Files.createDirectory(empty));
    }
  }
}
