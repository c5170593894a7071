package io.hindsight.app.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Behaves like the public API as far as commands can see, and misbehaves on demand. */
public final class FakeApi implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What goes wrong with the nth write, counted from 1. */
  public enum Fault {
    NONE,
    BUSY,
    /** Nothing is stored, no answer comes. */
    DROPPED_BEFORE,
    /** All is stored, no answer comes. */
    DROPPED_AFTER
  }

  @FunctionalInterface
  public interface Faults {
    Fault of(int write);
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final AtomicInteger writes = new AtomicInteger();
  private final Map<String, JsonNode> items = new LinkedHashMap<>();
  private final Map<String, JsonNode> users = new LinkedHashMap<>();
  private final Map<String, JsonNode> interactions = new LinkedHashMap<>();
  private final Map<String, JsonNode> impressions = new LinkedHashMap<>();
  private final Set<String> retracted = new HashSet<>();
  private final List<Integer> sizes = new ArrayList<>();
  private volatile Faults faults = write -> Fault.NONE;
  private volatile Runnable beforeWrite = () -> {};
  private int trainings;

  public FakeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(workers);
    server.start();
  }

  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  public FakeApi failing(Faults faults) {
    this.faults = faults;
    return this;
  }

  public void beforeEachWrite(Runnable action) {
    beforeWrite = action;
  }

  public synchronized Map<String, JsonNode> items() {
    return Map.copyOf(items);
  }

  public synchronized Map<String, JsonNode> users() {
    return Map.copyOf(users);
  }

  public synchronized List<JsonNode> interactions() {
    return List.copyOf(interactions.values());
  }

  public synchronized List<JsonNode> impressions() {
    return List.copyOf(impressions.values());
  }

  public synchronized List<Integer> sizesOfInteractionRequests() {
    return List.copyOf(sizes);
  }

  public synchronized void forgetEverything() {
    items.clear();
    users.clear();
    interactions.clear();
    impressions.clear();
    sizes.clear();
  }

  public synchronized int trainings() {
    return trainings;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (exchange.getRequestMethod().equals("POST") && !path.equals("/v1/trainings")) {
        beforeWrite.run();
        Fault fault = faults.of(writes.incrementAndGet());
        if (fault == Fault.BUSY) {
          answer(exchange, 503, JSON.createObjectNode().put("code", "overloaded"));
          return;
        }
        if (fault == Fault.DROPPED_BEFORE) {
          return;
        }
        ObjectNode receipt = store(path, new String(body, StandardCharsets.UTF_8));
        if (fault != Fault.DROPPED_AFTER) {
          answer(exchange, 202, receipt);
        }
        return;
      }
      if (exchange.getRequestMethod().equals("DELETE")) {
        retract(exchange, path.replace("/v1/interactions/", ""));
        return;
      }
      answer(exchange, 200, read(path));
    }
  }

  private synchronized void retract(HttpExchange exchange, String id) throws IOException {
    if (interactions.containsKey(id)) {
      answer(exchange, 200, JSON.createObjectNode().put("changed", retracted.add(id)));
    } else {
      answer(exchange, 404, JSON.createObjectNode().put("code", "interaction-unknown"));
    }
  }

  public synchronized Set<String> retracted() {
    return Set.copyOf(retracted);
  }

  private synchronized ObjectNode read(String path) {
    ObjectNode json = JSON.createObjectNode();
    if (path.equals("/v1/trainings")) {
      trainings++;
      return json.put("trainingId", "training-" + trainings).put("position", 1);
    }
    if (path.equals("/v1/models")) {
      ArrayNode models = json.putArray("models");
      for (int i = 1; i <= trainings; i++) {
        models
            .addObject()
            .put("algorithm", "item-knn")
            .put("version", i)
            .put("trainingId", "training-" + i)
            .put("status", i == trainings ? "active" : "retired");
      }
    } else if (path.endsWith("/history")) {
      ArrayNode list = json.putArray("interactions");
      String user = path.split("/")[3];
      interactions.values().stream()
          .filter(i -> i.path("userId").asString().equals(user))
          .limit(3)
          .forEach(list::add);
    } else if (path.endsWith("/recommendations")) {
      json.put("algorithm", "item-knn").putObject("model").put("version", trainings);
      ObjectNode entry = json.putArray("items").addObject().put("itemId", "item-00007");
      entry.putArray("reasons").addObject().put("text", "because you liked something");
    }
    return json;
  }

  private synchronized ObjectNode store(String path, String lines) {
    ObjectNode receipt = JSON.createObjectNode();
    ArrayNode rejected = JSON.createArrayNode();
    int index = 0;
    int accepted = 0;
    int duplicates = 0;
    for (String line : lines.split("\n")) {
      JsonNode record = JSON.readTree(line);
      String problem = problem(path, record);
      if (problem != null) {
        rejected
            .addObject()
            .put("index", index)
            .put("code", problem)
            .put("message", "is wrong")
            .put("remedy", "make it right");
      } else if (keep(path, record)) {
        accepted++;
      } else {
        duplicates++;
      }
      index++;
    }
    if (path.equals("/v1/interactions")) {
      sizes.add(index);
    }
    receipt.put("accepted", accepted).put("duplicates", duplicates);
    receipt.put("rejectedCount", rejected.size()).set("rejected", rejected);
    return receipt.put("position", interactions.size());
  }

  private static String problem(String path, JsonNode record) {
    if (!path.equals("/v1/interactions")) {
      return null;
    }
    if (!record.has("userId") || !record.has("itemId")) {
      return "field-missing";
    }
    String time = record.path("timestamp").asString("2020-01-01T00:00:00Z");
    return Instant.parse(time).isAfter(Instant.parse("2030-01-01T00:00:00Z"))
        ? "timestamp-future"
        : null;
  }

  private boolean keep(String path, JsonNode record) {
    return switch (path) {
      case "/v1/items" -> !record.equals(items.put(record.path("itemId").asString(), record));
      case "/v1/users" -> !record.equals(users.put(record.path("userId").asString(), record));
      case "/v1/impressions" ->
          impressions.putIfAbsent(record.path("impressionId").asString(), record) == null;
      default -> interactions.putIfAbsent(identity(record), record) == null;
    };
  }

  /** As the server derives it: the content, or the client's own. */
  private static String identity(JsonNode record) {
    JsonNode own = record.path("interactionId");
    if (own.isString()) {
      return own.asString();
    }
    if (!record.has("timestamp")) {
      throw new IllegalStateException("would never be a duplicate: " + record);
    }
    return record.toString();
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
