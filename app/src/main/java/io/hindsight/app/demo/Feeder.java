package io.hindsight.app.demo;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.CommandFailed;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends generated records to a server as any client would. */
final class Feeder {
  private static final int BATCH = 2_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ApiClient api;
  private long position;

  Feeder(ApiClient api) {
    this.api = api;
  }

  /** The log's position after the last write. */
  long position() {
    return position;
  }

  /**
   * @return how many
   */
  <T> long feed(String path, Iterator<T> records, Function<T, ObjectNode> toJson) {
    long sent = 0;
    while (records.hasNext()) {
      ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
      for (int i = 0; i < BATCH && records.hasNext(); i++, sent++) {
        body.writeBytes(JSON.writeValueAsBytes(toJson.apply(records.next())));
        body.write('\n');
      }
      JsonNode receipt = api.postLines(path, body.toByteArray()).body();
      JsonNode rejected = receipt.path("rejected").path(0);
      if (rejected.isObject()) {
        throw new CommandFailed(
            "the server rejected a generated record: " + rejected,
            "this is a bug, please report it");
      }
      position = Math.max(position, receipt.path("position").asLong(0));
    }
    return sent;
  }
}
