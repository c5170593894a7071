package io.hindsight.app.client;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Has a model trained and waits until it serves. */
public final class Trainings {
  private static final Duration POLL = Duration.ofMillis(250);

  private final ApiClient api;
  private final Duration patience;

  public Trainings(ApiClient api, Duration patience) {
    this.api = api;
    this.patience = patience;
  }

  /** What became of a training. */
  public sealed interface Outcome {
    record Active(int version) implements Outcome {}

    record Failed(String reason) implements Outcome {}

    /** It goes on in the server. */
    record StillRunning() implements Outcome {}
  }

  public Outcome train(String algorithm) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    JsonNode requested = request(algorithm, deadline);
    if (requested == null) {
      return new Outcome.StillRunning();
    }
    String trainingId = requested.path("trainingId").asString("");
    while (System.nanoTime() < deadline) {
      Outcome outcome = outcomeOf(algorithm, trainingId);
      if (outcome != null) {
        return outcome;
      }
      Thread.sleep(POLL);
    }
    return new Outcome.StillRunning();
  }

  /** Null where an earlier training has not let this one start. */
  private @Nullable JsonNode request(String algorithm, long deadline) throws InterruptedException {
    while (true) {
      try {
        return api.post("/v1/trainings", Map.of("algorithm", algorithm));
      } catch (ApiRefusal e) {
        if (!e.code().equals("training-underway")) {
          throw e;
        }
        if (System.nanoTime() >= deadline) {
          return null;
        }
      }
      Thread.sleep(POLL);
    }
  }

  private @Nullable Outcome outcomeOf(String algorithm, String trainingId) {
    for (JsonNode model : api.get("/v1/models").path("models")) {
      if (!model.path("algorithm").asString("").equals(algorithm)
          || !model.path("trainingId").asString("").equals(trainingId)) {
        continue;
      }
      return switch (model.path("status").asString("")) {
        case "active", "retired" -> new Outcome.Active(model.path("version").asInt(0));
        case "failed" -> new Outcome.Failed(model.path("reason").asString("no reason given"));
        default -> null;
      };
    }
    return null;
  }
}
