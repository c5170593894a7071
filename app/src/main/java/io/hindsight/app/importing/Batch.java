package io.hindsight.app.importing;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.ApiRefusal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows that travel together. */
final class Batch {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Part part;
  private final boolean mayBeKnown;
  private final List<Long> lines = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
  private final Map<String, Long> rejected = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private int rows;

  /**
   * @param mayBeKnown an earlier run may have sent it already
   */
  Batch(Part part, boolean mayBeKnown) {
    this.part = part;
    this.mayBeKnown = mayBeKnown;
  }

  void add(Row row) {
    rows++;
    switch (row) {
      case Row.Ready ready -> {
        lines.add(ready.line());
        ids.add(ready.record().path("interactionId").asString(""));
        body.writeBytes(JSON.writeValueAsBytes(ready.record()));
        body.write('\n');
      }
      case Row.Bad bad -> reject(bad.line(), bad.code(), bad.message());
    }
  }

  int rows() {
    return rows;
  }

  /** Sends what can be sent; what comes back covers the whole batch. */
  Counts send(ApiClient api) {
    if (lines.isEmpty()) {
      return counts(0, 0, 0, 0, 0);
    }
    if (part.target() == Part.Target.RETRACTIONS) {
      return retract(api);
    }
    ApiClient.Sent sent = api.postLines(part.target().path, body.toByteArray());
    JsonNode receipt = sent.body();
    long duplicates = receipt.path("duplicates").asLong(0);
    long listed = 0;
    for (JsonNode rejection : receipt.path("rejected")) {
      int index = rejection.path("index").asInt(-1);
      reject(
          index >= 0 && index < lines.size() ? lines.get(index) : 0,
          rejection.path("code").asString("unknown"),
          message(rejection));
      listed++;
    }
    long unlisted = receipt.path("rejectedCount").asLong(listed) - listed;
    if (unlisted > 0) {
      rejected.merge("not-itemized", unlisted, Long::sum);
    }
    return counts(
        receipt.path("accepted").asLong(0),
        duplicates,
        mayBeKnown || sent.attempts() > 1 ? duplicates : 0,
        receipt.path("unknownItems").asLong(0),
        receipt.path("unknownUsers").asLong(0));
  }

  /** One request each; again, it changes nothing. */
  private Counts retract(ApiClient api) {
    long stored = 0;
    for (int i = 0; i < ids.size(); i++) {
      try {
        JsonNode receipt = api.delete(part.target().path + "/" + ids.get(i));
        stored += receipt.path("changed").asBoolean(false) ? 1 : 0;
      } catch (ApiRefusal e) {
        reject(lines.get(i), e.code(), "cannot be taken back");
      }
    }
    long rejectedHere = rejected.values().stream().mapToLong(Long::longValue).sum();
    return counts(stored, rows - rejectedHere - stored, 0, 0, 0);
  }

  private Counts counts(
      long stored, long duplicates, long resent, long unknownItems, long unknownUsers) {
    return new Counts(
        rows, stored, duplicates, resent, rejected, unknownItems, unknownUsers, examples);
  }

  private static String message(JsonNode rejection) {
    String message = rejection.path("message").asString("");
    String remedy = rejection.path("remedy").asString("");
    return remedy.isEmpty() ? message : message + "; " + remedy;
  }

  private void reject(long line, String code, String message) {
    rejected.merge(code, 1L, Long::sum);
    examples.add(part.name() + " line " + line + ": " + code + ", " + message);
  }
}
