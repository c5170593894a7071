package io.hindsight.app.integrity;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.LogPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A proof as {@code /v1/audit/events/{position}/proof} answers it. */
final class ProofFile {
  private ProofFile() {}

  static InclusionProof read(Path file) throws IOException {
    JsonNode proof;
    try {
      proof = ExportFile.JSON.readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw noProof(file, "it is no JSON");
    }
    JsonNode statement = proof.at("/seal/statement");
    if (!proof.path("event").isObject() || !statement.isObject()) {
      throw noProof(file, "it has no event or no seal");
    }
    String fault = ExportFile.fault(proof.path("event"));
    if (fault != null) {
      throw noProof(file, "of its event, " + fault);
    }
    List<String> path = new ArrayList<>();
    proof.path("path").forEach(hash -> path.add(hash.asString("")));
    try {
      return new InclusionProof(
          ExportFile.event(proof.path("event")),
          proof.path("index").asInt(-1),
          path,
          seal(proof.path("seal"), statement),
          new LogPosition(proof.at("/seal/position").asLong(0)));
    } catch (IllegalArgumentException e) {
      throw noProof(file, String.valueOf(e.getMessage()));
    }
  }

  private static LogSealed seal(JsonNode seal, JsonNode statement) {
    return new LogSealed(
        new SealStatement(
            statement.path("logId").asString(""),
            statement.path("number").asLong(0),
            new LogPosition(statement.path("after").asLong(-1)),
            new LogPosition(statement.path("upTo").asLong(-1)),
            statement.path("events").asInt(0),
            statement.path("root").asString(""),
            statement.path("chain").asString(""),
            statement.path("previous").asString("")),
        seal.path("keyId").asString(""),
        seal.path("signature").asString(""),
        "",
        List.of(),
        Instant.EPOCH);
  }

  private static CommandFailed noProof(Path file, String why) {
    return new CommandFailed(
        file + " holds no proof: " + why, "get one from /v1/audit/events/POSITION/proof");
  }
}
